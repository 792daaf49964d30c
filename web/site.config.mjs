// What an owner changes to make the page their own; docs/page.md tells each field. `make run`, `make deploy` and `make publish` build the page
// anew, and name each mistake in one line.
export default {
  // "auto": the visitor's browser chooses among all that are shipped. One ("de"): all see that. Several (["de", "en"]): the browser
  // chooses among these, and the first is for everybody else. Shipped: ar, de, en, es, fr, he, ja, pt, zh-Hans.
  language: "auto",

  // The heading and the title of the browser's tab. Any text here may also be one for each language: { en: "…", de: "…" }.
  title: "LLM Assistant",

  // One line below the heading. null: "Ask me a question!", in the visitor's language.
  line: null,

  // Up to six questions that a visitor can ask with one press. null: four about language models, which any model can answer.
  examples: null,

  // The line below the box. null: that answers can be wrong, and that personal data do not belong here.
  notice: null,

  // Addresses, or pages that lie in web/public: "/imprint.html".
  links: { imprint: null, privacy: null, source: null },

  // The colour of buttons and links. It must be readable on the page.
  accent: { light: "#0d6553", dark: "#7fd0ba" },

  // Files in web/public, "logo.svg". The logo stands before the title; the icon in the browser's tab and on phones. null: drawn in the accent's colour.
  logo: null,
  icon: null,
  touchIcon: null, // Beside an SVG icon: a square PNG of at least 180 pixels.

  // Whether each answer tells its model, the time to its first token, and its tokens.
  figures: true,

  // Whether a visitor may turn on "Show how it chooses": each answer then shows its tokens' chances, where the model tells them.
  explain: true,

  // The page's own address, "https://ask.example.com", for previews of links to it; and whether search engines may list it.
  url: null,
  indexed: true,

  // Where "built-in model" and "how to connect one" lead: how to use a model of one's own.
  ownModel: "/own-model.html",
};
