// The page in its visitor's language.
import assert from "node:assert/strict";
import { words } from "../unit/speak.js";
import { cutOff, eventually, open, refusal, test } from "./world.js";

export default function languages() {
  for (const [locale, language] of [["de-AT", "de"], ["ar", "ar"], ["zh-CN", "zh-Hans"], ["it", "en"], ["zh-TW", "en"]]) {
    test(`a browser that speaks ${locale} sees ${language}, and nothing else meanwhile`, async () => {
      const own = words(language);
      const { page, context, button, last, close } = await open({ locale, routes: { "**/api/health": async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json()), provider: "compatible", model: "m" } }) } });
      await eventually(() => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.documentElement.className]), [language, own.direction, ""]);
      assert.equal(await page.locator(".line").textContent(), own.line);
      assert.equal(await page.locator("label[for=question]").textContent(), own.box);
      assert.equal(await button.textContent(), own.ask);
      assert.deepEqual(await page.locator("#examples button").allTextContents(), own.examples);
      assert.equal(await page.locator("#new-chat").getAttribute("title"), own["newChat.keys"]);
      const ask = async (question) => {
        await page.locator("#question").fill(question);
        await button.click();
        await last.locator(".outcome > *").first().waitFor();
      };
      await context.route("**/api/ask", refusal(503, "model_overloaded"));
      await ask("a");
      assert.equal(await last.getByRole("alert").textContent(), own["problem.model_overloaded"].join(" "));
      assert.deepEqual(await cutOff(page), []);
      await close();
    });
  }

  test("while another language's words are on their way nothing is shown; should they not come, the page's own", async () => {
    let give;
    const given = new Promise((resolve) => (give = resolve));
    const { page, close } = await open({ locale: "de", path: "/own-model.html", routes: { "**/assets/de-*.json": async (route) => (await given, route.abort()) } });
    await page.goto(page.url().replace("own-model.html", ""), { waitUntil: "commit" });
    await eventually(() => page.evaluate(() => document.body && getComputedStyle(document.body).visibility), "hidden");
    give();
    await eventually(() => page.evaluate(() => [getComputedStyle(document.body).visibility, document.documentElement.lang, document.querySelector("#ask").textContent]), ["visible", "en", "Ask"]);
    await close();
  });

  test("the built-in model is asked in English, and says so", async () => {
    const { page, close } = await open({ locale: "fr", health: { provider: "built-in", model: "b" } });
    await page.getByText(words("fr")["builtIn.english"]).waitFor();
    assert.deepEqual(await page.locator("#examples button").allTextContents(), words("en").examples);
    await page.getByRole("link", { name: words("fr").builtIn }).click();
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), words("fr")["models.title"]);
    await close();
  });
}
