// The page on paper, and in the visitor's own colours.
import assert from "node:assert/strict";
import { extractText } from "unpdf";
import { RICH } from "./rich.js";
import { open, test } from "./world.js";

/** The words on each sheet. */
const sheets = async (pdf) => (await extractText(new Uint8Array(pdf), { mergePages: false })).text;

const squeezed = (text) => text.replace(/\s+/g, "");

/** The contrast of the element's text with white. */
const onWhite = (locator) =>
  locator.evaluate((element) => {
    const [r, g, b] = getComputedStyle(element).color.match(/[\d.]+/g).map((value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
  });

export default function paper() {
  test("a long answer in the dark is printed as readable sheets", async () => {
    const { page, answer, turns, asked, close, shot } = await open({ colorScheme: "dark", viewport: { width: 1000, height: 700 } });
    const line = `const wide = [${Array.from({ length: 60 }, (_, index) => `"item${index}"`).join(", ")}];`;
    await asked(`stub:text=${RICH}\n\n\`\`\`js\n${line}\n\`\`\`\n\n${"Some more words to fill the sheet. ".repeat(40)}\n\nThe very end.`);
    await answer.locator("math").waitFor();
    const pages = await sheets(await page.pdf({ format: "A4", printBackground: true }));
    const text = squeezed(pages.join(" "));
    assert.ok(pages.length >= 2, `${pages.length} sheets`);
    assert.ok(text.startsWith("LLMAssistant"), text.slice(0, 60));
    const day = await page.evaluate(() => new Date().toLocaleDateString("en", { dateStyle: "long" }));
    assert.equal(text.split(squeezed(day)).length, 2, `the day stands there once: ${day}`);
    assert.ok(text.includes(squeezed(line)), "the longest line of code is whole");
    assert.ok(text.endsWith("Theveryend."), text.slice(-60));
    for (const word of ["Copy", "Edit", "Retry", "Newchat", "Enteryourquestion", "Answerscanbewrong", "tokens"]) assert.ok(!text.includes(word), word);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const part of [answer.locator("p").first(), answer.locator("blockquote"), turns.locator(".question"), answer.locator("pre code").first(), answer.locator("th").first()]) {
      const contrast = await onWhite(part);
      assert.ok(contrast > 7, `${contrast}`);
    }
    assert.equal(await page.locator("header").evaluate((header) => getComputedStyle(header).position), "static");
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    assert.equal(await answer.locator(".code").first().evaluate((code) => getComputedStyle(code).breakInside), "avoid");
    await shot("print");
    await page.emulateMedia({ media: null });
    await close();
  });

  test("in the visitor's own colours nothing shows through, and what a shade told a border tells", async () => {
    const { page, answer, turns, asked, close, shot } = await open({ forcedColors: "active", viewport: { width: 700, height: 700 } });
    await asked(`stub:text=${RICH}`);
    await page.mouse.wheel(0, -300);
    const style = (locator, ...names) => locator.evaluate((element, names) => names.map((name) => getComputedStyle(element)[name]), names);
    for (const bar of ["header", "footer"]) {
      const [image, colour] = await style(page.locator(bar), "backgroundImage", "backgroundColor");
      assert.equal(image, "none", bar);
      assert.doesNotMatch(colour, /rgba\(.*, 0\)|transparent/, bar);
    }
    const borders = { header: "borderBottomWidth", footer: "borderTopWidth" };
    for (const [bar, side] of Object.entries(borders)) assert.deepEqual(await style(page.locator(bar), side), ["1px"]);
    for (const part of [turns.locator(".question"), answer.locator(".code"), answer.locator("p code").first()]) assert.deepEqual(await style(part, "borderTopWidth", "borderTopStyle"), ["1px", "solid"]);
    assert.deepEqual(await style(answer.locator("blockquote"), "borderLeftWidth"), ["3px"]);
    assert.equal(await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)), 0, "no word of code looks selected");
    await shot("forced-colours");
    await close();
  });
}
