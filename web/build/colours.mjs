// The owner's accent colour: whether it can be read on the page, and what can be read on it.

/** What the accent stands on, by scheme; the same values as in src/style/base.css. */
export const PAGE = { light: ["#fbfbf9", "#ffffff"], dark: ["#171817", "#1f211f"] };

export const isColour = (value) => typeof value === "string" && /^#[\da-f]{6}$/i.test(value);

function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** The accent as the style's properties, with the text colour that reads better on it. */
export function accentStyle({ light, dark }) {
  const on = (colour) => (contrast(colour, "#ffffff") >= contrast(colour, "#101210") ? "#ffffff" : "#101210");
  const rule = (colour) => `:root{--accent:${colour};--on-accent:${on(colour)}}`;
  return `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}`;
}
