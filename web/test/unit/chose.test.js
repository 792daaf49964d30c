// What the page takes for a chance.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chancesOf } from "../../src/chose.js";

test("only what is a text and a share of one is a chance, and no more than five stand beside it", () => {
  const other = { text: "x", chance: 0.1 };
  assert.deepEqual(chancesOf([{ text: "a", chance: 0.5, others: [other, { text: "y", chance: 2 }, null, "z"] }, { text: "b", chance: -1 }, { text: 3, chance: 1 }, null, { text: "c", chance: 1, others: Array(9).fill(other) }]), [
    { text: "a", chance: 0.5, others: [other] },
    { text: "c", chance: 1, others: Array(5).fill(other) },
  ]);
  assert.deepEqual(chancesOf(undefined), []);
  assert.deepEqual(chancesOf("tokens"), []);
});
