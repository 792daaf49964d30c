// What an owner changes to make the page their own. Run `npm run build` afterwards (`make run` and `make deploy` do).
export default {
  // The heading and the title of the browser's tab.
  title: "LLM Assistant",

  // One line below the heading.
  line: "Ask me a question!",

  // Three or four questions that a visitor can ask with one press.
  examples: [
    "What is a large language model?",
    "Explain recursion with a short Java example.",
    "Compare TCP and UDP in a table.",
    "How do I write a polite reminder e-mail?",
  ],

  // Where the words "built-in model" lead: how to use a model of one's own.
  ownModel: "/own-model.html",
};
