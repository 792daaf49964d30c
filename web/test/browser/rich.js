/** An answer with most of what models write. */
export const RICH = `A **binary search** halves the range with each step, so it needs about \\(\\log_2 n\\) comparisons.

### How it works

1. Look at the middle element.
2. If it is the one you want, *stop*.
3. Otherwise go on in the half that can hold it:
   - left, when the middle is too large
   - right, when it is too small

\`\`\`java
static int search(int[] sorted, int wanted) {
    int low = 0, high = sorted.length - 1;
    while (low <= high) {
        int middle = (low + high) >>> 1; // no overflow
        if (sorted[middle] < wanted) low = middle + 1;
        else if (sorted[middle] > wanted) high = middle - 1;
        else return middle;
    }
    return -1; // "not found"
}
\`\`\`

| Search | Needs | Steps for 1,000,000 |
|---|---|---:|
| linear | nothing | 500,000 |
| binary | a sorted array | 20 |

- [x] fast
- [ ] works on unsorted data

> In practice use \`Arrays.binarySearch\`; see [its documentation](https://docs.oracle.com/).`;

/** The part of it that the README's picture shows. */
export const PICTURED = RICH.slice(RICH.indexOf("1. Look"), RICH.indexOf("\n\n- [x]")).replace("1. Look", "A **binary search** halves the range with each step:\n\n1. Look");
