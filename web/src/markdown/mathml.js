// TeX to MathML, as values of tree.js, by Temml. In a file of its own, which is loaded only when an answer holds a formula.
import temml from "temml";

/** More is no formula but a burden: characters of source, braces in braces, elements. */
const MAX = { source: 2000, chemistry: 400, depth: 40, elements: 4000 };
const OPTIONS = { throwOnError: true, trust: false, strict: false, maxExpand: 500, maxSize: [20, 20] };

const TAGS = new Set("mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mstyle mpadded mphantom menclose".split(" "));
const ATTRIBUTES = new Set("mathvariant fence form stretchy movablelimits lspace rspace symmetric minsize maxsize largeop separator accent accentunder linethickness width height depth voffset displaystyle scriptlevel mathsize columnspan rowspan".split(" "));
const CLASSES = new Set("tml-left tml-right tml-jot tml-small tml-overline tml-underline tml-cancel tml-xcancel tml-fbox upstrike downstrike sout tml-hat-1 tml-hat-2 tml-hat-3 tml-hat-4 tml-tilde-2 tml-tilde-3 tml-tilde-4".split(" "));

/** What Temml says by a style, said by a class: the page's policy allows no style in an element. Colours are left to the page. */
const STYLED = [
  ["paddingLeft", /^0/, "flush-left"], ["paddingRight", /^0/, "flush-right"], ["borderRight", /solid/, "line-right"], ["borderLeft", /solid/, "line-left"],
  ["borderTop", /solid/, "line-top"], ["borderBottom", /solid/, "line-bottom"], ["border", /solid/, "tml-fbox"],
];

/** The formula's elements, or undefined when it cannot be read, or is beyond all measure. */
export function translate(tex, display) {
  if (tex.length > (tex.includes("\\ce") ? MAX.chemistry : MAX.source) || deep(tex)) return undefined;
  const source = tex.replace(/(?<!\\)%/g, "\\%").replace(/\\mbox\b/g, "\\text").replace(/\n[ \t]*(?=\n)/g, "").replace(/\\(begin|end)\{(align|alignat|equation|gather|multline)\}/g, "\\$1{$2*}");
  try {
    const budget = { left: MAX.elements };
    const { children } = temml.__renderToMathMLTree(source, { ...OPTIONS, displayMode: display || /\\begin\{(?:align|gather|equation|multline)/.test(source) });
    const values = children.flatMap((child) => value(child, budget));
    return budget.left < 0 || !values.length ? undefined : values;
  } catch {
    return undefined;
  }
}

function deep(tex) {
  let depth = 0;
  for (const sign of tex.match(/[{}]|\\(?:begin|end|left|right)\b/g) ?? []) {
    depth += /[{nt]$/.test(sign) && !/end$/.test(sign) && !/right$/.test(sign) ? 1 : -1;
    if (depth > MAX.depth) return true;
  }
  return false;
}

function value(node, budget) {
  if (budget.left-- < 0) return [];
  if (typeof node.text === "string") return node.text ? [node.text] : [];
  const children = (node.children ?? []).flatMap((child) => value(child, budget));
  if (!TAGS.has(node.type)) return children;
  const attrs = {};
  for (const [name, setting] of Object.entries(node.attributes)) if (ATTRIBUTES.has(name)) attrs[name] = String(setting);
  const classes = [
    ...(node.classes ?? []).filter((name) => CLASSES.has(name)),
    ...STYLED.flatMap(([name, pattern, as]) => (pattern.test(node.style?.[name] ?? "") ? [as] : [])),
    ...(node.attributes.mathbackground ? ["ink"] : []),
  ];
  return [{ tag: node.type, attrs: { ...attrs, ...(classes.length && { class: classes.join(" ") }) }, children }];
}
