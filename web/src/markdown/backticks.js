/** The runs of backticks in a text, and which of them hold code. */
export class Backticks {
  #runs;
  #places = new Map();

  constructor(source) {
    this.#runs = Array.from(source.matchAll(/`+/g), ({ 0: { length }, index }) => ({ length, index }));
    for (const { length, index } of this.#runs) {
      if (!this.#places.has(length)) this.#places.set(length, []);
      this.#places.get(length).push(index);
    }
  }

  /** Where code ends that a run of this length has opened before `from`. */
  end(from, length) {
    const places = this.#places.get(length) ?? [];
    return places[first(places, (place) => place >= from)];
  }

  /** Whether code begins in this part of the text, wherever it ends; with `open`, also code that nothing has closed yet. */
  begins(from, to, open) {
    for (let at = first(this.#runs, ({ index }) => index >= from); this.#runs[at]?.index < to; at++) {
      const { length, index } = this.#runs[at];
      if (open || this.end(index + length, length) !== undefined) return true;
    }
    return false;
  }
}

/** The first place in the sorted list for which it holds. */
function first(list, holds) {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (holds(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
