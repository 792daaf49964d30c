import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { words } from "../unit/speak.js";
import { CHOSEN, CITED } from "./contracts.js";
import { RICH } from "./rich.js";
import { cutOff, eventually, open, refusal, sse, test } from "./world.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations as `rule: element`, of every rule that axe has. */
async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}

const LOOKS = { light: ["light", 1000], dark: ["dark", 1000], narrow: ["light", 320] };

/** Brings the page into each state; the test looks at it there. */
const STATES = {
  empty: async () => {},
  thinking: async ({ ask, last }) => {
    await ask("stub:first=12000");
    await last.getByText("Waking up…").waitFor();
  },
  answering: async ({ ask, answer, box }) => {
    await ask("stub:tokens=200 every=60");
    await answer.filter({ hasText: "token2" }).waitFor();
    await box.fill("The next question,\nof two lines");
  },
  stopped: async (tab) => {
    await STATES.answering(tab);
    await tab.button.click();
    await tab.ended();
  },
  rich: ({ asked }) => asked(`stub:text=${RICH}`),
  long: async ({ page, asked }) => {
    for (const word of ["one", "two", "three"]) await asked(`stub:text=${word} ${"and more ".repeat(60)}`);
    await page.mouse.move(150, 150);
    await page.mouse.wheel(0, -400);
    await page.locator("#jump").waitFor();
  },
  failed: async ({ context, asked }) => {
    await asked("stub:status=401");
    await context.route("**/api/ask", refusal(503, "model_overloaded", "D.", { "retry-after": "100" }));
    await asked("a");
  },
  sources: async ({ page, context, asked, last }) => {
    await context.route("**/api/ask", CITED);
    await context.route("**/api/ratings", (route) => route.fulfill({ status: 204 }));
    await asked("a");
    await last.locator(".cite").first().click();
    await last.getByRole("button", { name: "Bad answer" }).click();
    await last.locator(".reasons").waitFor();
    await page.keyboard.press("Control+Shift+O");
    await page.getByRole("button", { name: "Undo" }).click();
    await last.locator(".cite").first().click();
  },
  thought: async ({ page, context, asked, last }) => {
    await context.route("**/api/ask", sse(["start", { id: "a" }], ["thinking", { text: "Well, let me think." }], ["token", { text: "Half" }], ["done", { model: "m", finishReason: "length", usage: null }]));
    await asked("a");
    await last.locator("summary").click();
    await page.getByRole("button", { name: "New chat" }).click();
    await page.getByRole("button", { name: "Undo" }).waitFor();
  },
  chosen: async ({ page, context, asked, last }) => {
    await context.route("**/api/ask", CHOSEN);
    await page.getByRole("button", { name: "Show how it chooses" }).click();
    await asked("a");
    await last.getByRole("button", { name: "How it chose" }).click();
    await last.locator(".chose").waitFor();
  },
  keys: async ({ page }) => {
    await page.keyboard.press("Control+/");
    await page.getByRole("dialog").waitFor();
  },
  editing: async ({ page, asked, box }) => {
    await asked("stub:text=well");
    await page.getByRole("button", { name: "Edit question 1" }).click();
    await box.fill("too long ".repeat(600));
    await page.locator("#counter.over").waitFor();
  },
};

const HEALTH = {
  paused: { status: "paused" },
  "not-configured": { ready: false, provider: "none", model: "" },
  "built-in": { provider: "built-in", model: "built-in" },
  "key-needed": { access: "required" },
};

async function looks(tab, state) {
  for (const [look, [colorScheme, width]] of Object.entries(LOOKS)) {
    await tab.page.emulateMedia({ colorScheme });
    await tab.page.setViewportSize({ width, height: 700 });
    assert.deepEqual(await violations(tab.page), [], `${state}, ${look}`);
    assert.deepEqual(await cutOff(tab.page), [], `${state}, ${look}`);
    await tab.shot(`${state}-${look}`);
  }
}

export default function accessibility() {
  for (const [state, reach] of Object.entries(STATES)) {
    test(`axe finds nothing: ${state}, in light, dark and 320 px`, async () => {
      const tab = await open();
      await tab.page.locator("#model").waitFor();
      await reach(tab);
      await looks(tab, state);
      await tab.close();
    });
  }

  for (const [state, health] of Object.entries(HEALTH)) {
    test(`axe finds nothing: ${state}, in light, dark and 320 px`, async () => {
      const tab = await open({ health });
      await tab.page.locator("#paused:visible, #unready:visible, #built-in:visible, #access:visible").waitFor();
      await looks(tab, state);
      await tab.close();
    });
  }

  for (const language of ["de", "es", "fr", "pt", "ja", "zh-Hans", "ar", "he"]) {
    test(`axe finds nothing in ${language}, with an answer, its sources, a problem, and how one was chosen, at 320 px`, async () => {
      const own = words(language);
      const { page, context, close, shot } = await open({ locale: language, viewport: { width: 320, height: 700 }, colorScheme: language === "ar" ? "dark" : "light", routes: { "**/api/ask": CITED } });
      await page.locator("#model").waitFor();
      assert.deepEqual(await cutOff(page), []);
      await shot(`${language}-empty`);
      const ask = async (end) => {
        await page.locator("#question").fill(own.line);
        await page.locator("#ask").click();
        await page.locator(end).waitFor();
      };
      await ask(".sources");
      await context.unroute("**/api/ask");
      await context.route("**/api/ask", refusal(503, "model_overloaded", "D.", { "retry-after": "7200" }));
      await ask(".problem");
      await shot(`${language}-asked`);
      await context.unroute("**/api/ask");
      await context.route("**/api/ask", CHOSEN);
      await page.locator("#explain").click();
      await ask("[data-action=chose]");
      await page.locator("[data-action=chose]").click();
      await page.locator(".chose").waitFor();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(await cutOff(page), []);
      await page.locator(".chose").scrollIntoViewIfNeeded();
      await shot(`${language}-chose`);
      await close();
    });
  }

  test("axe finds nothing on the page about models", async () => {
    const tab = await open({ path: "/own-model.html" });
    await looks(tab, "own-model");
    await tab.close();
  });

  test("an answer is announced when it begins and once as a whole, without its marks", async () => {
    const { page, asked, announcer, close } = await open();
    await page.evaluate(() => {
      window.said = [];
      new MutationObserver(() => window.said.push(document.querySelector("#announcer").textContent)).observe(document.querySelector("#announcer"), { childList: true });
    });
    await asked("stub:every=20 text=## Title\n\n**bold** and `code`, [link](https://a.b/)\n\n- one\n- two");
    assert.equal(await announcer.getAttribute("role"), "status");
    await eventually(() => page.evaluate(() => window.said), ["Generating answer.", "Answer: Title\nbold and code, link\none\ntwo"]);
    const log = page.getByRole("log", { name: "Conversation" });
    assert.equal(await log.getAttribute("aria-live"), "off");
    assert.equal(await log.locator("[aria-live]:not([aria-live=off]), [role=status]").count(), 0);
    await close();
  });

  test("questions and answers are found by their headings", async () => {
    const { page, asked, close } = await open();
    await asked("stub:text=# One\n\n### Two");
    await asked("stub:text=## Three");
    const headings = await page.getByRole("heading").evaluateAll((all) => all.map(({ localName, textContent }) => `${localName} ${textContent}`));
    assert.deepEqual(headings, ["h1 LLM Assistant", "h2 Question 1", "h3 Answer:", "h4 One", "h5 Two", "h2 Question 2", "h3 Answer:", "h4 Three"]);
    await close();
  });

  for (const [name, options] of [["at a zoom of 200 %", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }], ["at a zoom of 400 %", { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }]]) {
    test(`${name} everything can be reached and nothing is cut off`, async () => {
      const { page, box, asked, close, shot } = await open(options);
      await asked(`stub:text=${RICH}`);
      assert.deepEqual(await cutOff(page), []);
      await box.scrollIntoViewIfNeeded();
      await box.click();
      await page.keyboard.type("a");
      const room = await page.evaluate(() => {
        const footer = document.querySelector("footer");
        return getComputedStyle(footer).position === "static" ? innerHeight : innerHeight - footer.offsetHeight;
      });
      assert.ok(room > 180, `${room} px are left for reading`);
      await shot(name.replace(/\W+/g, "-"));
      await close();
    });
  }

  test("with letters twice as large nothing is cut off", async () => {
    const { page, asked, close, shot } = await open({ viewport: { width: 640, height: 800 } });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await asked(`stub:text=${RICH}`);
    assert.deepEqual(await cutOff(page), []);
    await shot("large-letters");
    await close();
  });

  test("who wants no motion sees none", async () => {
    const { page, ask, last, close } = await open({ reducedMotion: "reduce" });
    await ask("stub:first=2500");
    await last.getByText("Thinking…").waitFor();
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    assert.equal(await page.evaluate(() => document.getAnimations().length), 1);
    await close();
  });

  test("without scripts the page says what it needs", async () => {
    const { page, close, shot } = await open({ javaScriptEnabled: false });
    const words = page.locator("noscript p");
    assert.equal(await words.isVisible(), true);
    assert.match(await words.textContent(), /^This page needs JavaScript/);
    await shot("no-script");
    await close();
  });
}
