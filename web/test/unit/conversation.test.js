import assert from "node:assert/strict";
import { test } from "node:test";
import "./speak.js";
import { Conversation } from "../../src/conversation.js";

class Storage extends Map {
  getItem = (key) => this.get(key) ?? null;
  setItem = (key, value) => {
    if (value.length > 10_000) throw new Error("QuotaExceededError");
    this.set(key, value);
  };
  removeItem = (key) => this.delete(key);
}

const LIMITS = { historyTurns: 6, historyChars: 100 };

function conversation(...answers) {
  const conversation = new Conversation(new Storage());
  answers.forEach((answer, index) => Object.assign(conversation.ask(`q${index}`), { answer, state: "done" }));
  return conversation;
}

const contents = ({ messages }) => messages.map(({ role, content }) => `${role[0]}:${content}`).join(" ");

test("the first question has no history", () => {
  const chat = conversation();
  assert.deepEqual(chat.history(chat.ask("q"), LIMITS), { messages: [], dropped: 0 });
});

test("earlier turns come in their order", () => {
  const chat = conversation("a", "b");
  assert.equal(contents(chat.history(chat.ask("q"), LIMITS)), "u:q0 a:a u:q1 a:b");
});

test("the newest turns that fit are sent, and the others counted", () => {
  const chat = conversation("a", "b", "c", "d", "e");
  const history = chat.history(chat.ask("q"), LIMITS);
  assert.equal(contents(history), "u:q2 a:c u:q3 a:d u:q4 a:e");
  assert.equal(history.dropped, 2);
});

test("characters are limited too", () => {
  const chat = conversation("a".repeat(50), "b".repeat(60), "c".repeat(30));
  const history = chat.history(chat.ask("q"), LIMITS);
  assert.equal(contents(history), `u:q1 a:${"b".repeat(60)} u:q2 a:${"c".repeat(30)}`);
  assert.equal(history.dropped, 1);
});

test("a question without an answer is not sent", () => {
  const chat = conversation("a", "", "b");
  assert.deepEqual([contents(chat.history(chat.ask("q"), LIMITS)), chat.history(chat.turns.at(-1), LIMITS).dropped], ["u:q0 a:a u:q2 a:b", 0]);
});

test("asking again replaces a turn and those after it", () => {
  const chat = conversation("a", "b", "c");
  const turn = chat.ask("other", 1);
  assert.deepEqual(chat.turns.map(({ question }) => question), ["q0", "other"]);
  assert.equal(contents(chat.history(turn, LIMITS)), "u:q0 a:a");
});

test("a reload brings it back, with what was being answered stopped", () => {
  const storage = new Storage();
  const chat = new Conversation(storage);
  Object.assign(chat.ask("q"), { answer: "half" });
  chat.save();
  assert.deepEqual(new Conversation(storage).turns, [{ question: "q", answer: "half", state: "stopped" }]);
});

test("what cannot be kept or read is forgotten, not broken", () => {
  const storage = new Storage([["conversation", "{"]]);
  const chat = new Conversation(storage);
  assert.deepEqual(chat.turns, []);
  Object.assign(chat.ask("q"), { answer: "a".repeat(20_000) });
  chat.save();
  assert.deepEqual([...storage.keys()], []);
  storage.set("conversation", '{"turns":1}');
  assert.deepEqual(new Conversation(storage).turns, []);
});

test("clearing leaves nothing in the tab", () => {
  const storage = new Storage();
  const chat = new Conversation(storage);
  chat.ask("q");
  chat.clear();
  assert.deepEqual([chat.turns, [...storage.keys()]], [[], []]);
});

test("it reads as a Markdown file", () => {
  const chat = conversation("**a**");
  chat.turns[0].model = "m";
  chat.ask("one\ntwo");
  assert.equal(chat.toMarkdown("T"), "# T\n\n## q0\n\n**Answer (m):**\n\n**a**\n\n## one\n\ntwo\n\n**Answer:**\n\n(none)\n\n*The answer is not complete.*\n");
});

test("chances are kept while there is room for them, and go first", () => {
  const stored = new Map();
  const storage = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > 1000) throw new Error("full");
      stored.set(key, value);
    },
    removeItem: (key) => stored.delete(key),
  };
  const conversation = new Conversation(storage);
  const turn = conversation.ask("a");
  Object.assign(turn, { answer: "b", state: "done", chances: [{ text: "b", chance: 1, others: [] }] });
  conversation.save();
  assert.deepEqual(new Conversation(storage).turns[0].chances, turn.chances);
  turn.chances = Array(100).fill(turn.chances[0]);
  conversation.save();
  assert.equal(new Conversation(storage).turns[0].answer, "b");
  assert.equal(new Conversation(storage).turns[0].chances, undefined);
  assert.equal(conversation.turns[0].chances.length, 100);
});
