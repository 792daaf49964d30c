// The page as somebody sees it who has just cloned the repository: no settings, the built-in model.
import assert from "node:assert/strict";
import { words } from "../unit/speak.js";
import { startBuiltIn } from "./assistant.js";
import { eventually, open, test } from "./world.js";

export default function builtIn() {
  test("with no setting at all the built-in model answers every example, says what it is, and what it does not know", async (t) => {
    const assistant = await startBuiltIn();
    t.after(assistant.close);
    const { page, asked, last, answer, turns, ended, shot, close } = await open({ at: assistant.url });
    await page.getByRole("link", { name: "built-in model" }).waitFor();
    for (const [i, question] of words("en").examples.entries()) {
      if (i === 0) {
        await page.getByRole("button", { name: question }).click();
        await ended();
      } else await asked(question);
      assert.equal(await last.locator(".question").textContent(), question);
      const text = await answer.textContent();
      assert.ok(text.length > 80 && !/not know|n't know/.test(text), `${question} → ${text}`);
    }
    await asked("Who won the World Cup in 1998?");
    assert.match(await answer.textContent(), /built-in model/);
    await eventually(() => turns.count(), words("en").examples.length + 1);
    await shot("built-in");
    await close();
  });
}
