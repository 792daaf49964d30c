// Whether a run of `*`, `_` or `~` can open or close: CommonMark's rule, and what scripts need that set no space between words.

const SPACE = /\s/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
/** Full-width marks, and letters of every script but those that CommonMark's rule was made for. */
const WIDE = /[\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef]|(?![\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Zyyy}])[\p{L}\p{M}\p{N}]/u;
const OPENING = /[\p{Ps}\p{Pi}]/u;
/** What ends something: brackets, quotes, and the marks of a sentence. */
const CLOSING = /[\p{Pe}\p{Pf}\p{Sentence_Terminal}\p{Terminal_Punctuation}…]/u;

/** A mark within a name, before which nobody begins to stress: `$_POST`. */
const INSIDE = /[$@#./\\=:-]/;
/** A mark that begins a name, not one that ends a sentence: `.NET`, `:root`. */
const NAMED = /^[.:!?]\w/;

/**
 * `before` is the character before the run, `behind` what begins after it, both empty at the ends of the text; `word` tells that it likely is a
 * mark of the text itself.
 */
export function flanking(marker, before, behind) {
  const after = behind && String.fromCodePoint(behind.codePointAt(0));
  const spaceBefore = !before || SPACE.test(before);
  const spaceAfter = !after || SPACE.test(after);
  const markBefore = PUNCTUATION.test(before);
  const markAfter = PUNCTUATION.test(after);
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  const wideBefore = WIDE.test(before);
  if (marker === "_") return { opens: left && (!right || markBefore), closes: right && (!left || markAfter), word: wideBefore || INSIDE.test(before) };
  const wide = wideBefore || WIDE.test(after);
  return {
    opens: left || (wide && !spaceAfter && (!CLOSING.test(after) || NAMED.test(behind))),
    word: !spaceBefore && !markBefore && !wide,
    closes: right || (wide && !spaceBefore && !OPENING.test(before)),
  };
}
