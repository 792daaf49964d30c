// Whether a run of `*`, `_` or `~` can open or close: CommonMark's rule, and what scripts need that set no space between words.

const SPACE = /\s/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
/** Full-width marks, and letters of every script but those that CommonMark's rule was made for. */
const WIDE = /[\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef]|(?![\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Zyyy}])[\p{L}\p{M}\p{N}]/u;
const OPENING = /[\p{Ps}\p{Pi}]/u;
/** What ends something: brackets, quotes, and the marks of a sentence. */
const CLOSING = /[\p{Pe}\p{Pf}\p{Sentence_Terminal}\p{Terminal_Punctuation}…]/u;

/** `before` and `after` are the characters beside the run, empty at the ends of the text; `word` tells that it likely is a mark of the text itself. */
export function flanking(marker, before, after) {
  const spaceBefore = !before || SPACE.test(before);
  const spaceAfter = !after || SPACE.test(after);
  const markBefore = PUNCTUATION.test(before);
  const markAfter = PUNCTUATION.test(after);
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  const wideBefore = WIDE.test(before);
  if (marker === "_") return { opens: left && (!right || markBefore), closes: right && (!left || markAfter), word: wideBefore };
  const wide = wideBefore || WIDE.test(after);
  return {
    opens: left || (wide && !spaceAfter && !CLOSING.test(after)),
    word: !spaceBefore && !markBefore && !wide,
    closes: right || (wide && !spaceBefore && !OPENING.test(before)),
  };
}
