// Maths is left as the model wrote it: these keep Markdown from reading `_`, `*` and `\` inside it.
const BLOCK = /^ {0,3}(?:\$\$[^$]+?\$\$|\\\[[^]+?\\\])[ \t]*(?:\n|$)/;
const INLINE = /^(?:\$\$[^$]+?\$\$|\$(?!\s)(?:\\.|[^$\n\\])*?(?<![\s\\])\$(?!\d)|\\\([^\n]+?\\\)|\\\[[^]+?\\\])/;

const rule = (name, level, start, pattern) => ({
  name,
  level,
  start: (source) => source.match(start)?.index,
  tokenizer(source) {
    const raw = pattern.exec(source)?.[0];
    return raw && { type: "math", raw, text: raw };
  },
});

export const math = {
  extensions: [rule("mathBlock", "block", /^ {0,3}(?:\$\$|\\\[)/m, BLOCK), rule("mathInline", "inline", /\$|\\[([]/, INLINE)],
};
