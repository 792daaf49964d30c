// What an owner changes to make the page their own. Run `npm run build` afterwards (`make run` and `make deploy` do).
export default {
  // The heading and the title of the browser's tab.
  title: "LLM Assistant",

  // One line below the heading.
  line: "Ask me a question!",

  // Three or four questions that a visitor can ask with one press. The built-in model can answer these, too.
  examples: ["What is an LLM?", "How does attention work?", "What does the temperature do?", "How do I deploy this?"],

  // Where "built-in model" and "how to connect one" lead: how to use a model of one's own.
  ownModel: "/own-model.html",
};
