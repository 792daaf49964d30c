/** How many characters the server counts in the text: Unicode code points. */
export const characters = (text) => text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "_").length;
