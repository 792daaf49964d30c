// Pages elsewhere that would ask at this visitor's cost, and a name that was made to point here.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { origin, test, unwatched } from "./world.js";

const { port } = new URL(origin);

/** A page at a name that the browser takes to this machine, and another site there. */
async function elsewhere(t) {
  const site = createServer((_, response) => response.setHeader("content-type", "text/html").end("<title>Elsewhere</title>"));
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  const page = await unwatched();
  t.after(async () => {
    await page.close();
    site.closeAllConnections();
    site.close();
  });
  return { page, site: `http://stranger.test:${site.address().port}/` };
}

/** What a page hears that asks, and whether it was asked at all. */
const asks = (page, url, options) =>
  page.evaluate(
    async ([url, options]) => {
      try {
        const response = await fetch(url, { method: "POST", body: "What is an LLM?", ...options });
        return `${response.type} ${response.status} ${await response.text()}`;
      } catch (error) {
        return error.name;
      }
    },
    [url, options],
  );

export default function strangers() {
  test("another site's page cannot ask, with or without reading the answer", async (t) => {
    const { page, site } = await elsewhere(t);
    await page.goto(site);
    const answers = [];
    page.on("response", (response) => answers.push(response.status()));
    assert.equal(await asks(page, `${origin}/api/ask`), "TypeError");
    assert.equal(await asks(page, `${origin}/api/ask`, { mode: "no-cors" }), "TypeError");
    // A form's way in: what it answers is shown, and is a refusal.
    await page.evaluate((url) => {
      const form = Object.assign(document.createElement("form"), { method: "post", enctype: "text/plain", action: url });
      form.append(Object.assign(document.createElement("input"), { name: "What is an LLM?", value: "" }));
      document.body.append(form);
      form.submit();
    }, `${origin}/api/ask`);
    await page.waitForURL(`${origin}/api/ask`);
    assert.match(await page.locator("body").innerText(), /"code":"origin_refused"/);
    assert.ok(answers.length > 0 && answers.every((status) => status === 403), `${answers}`);
  });

  test("a name that was made to point here shows nothing and asks nothing", async (t) => {
    const { page } = await elsewhere(t);
    const shown = await page.goto(`http://stranger.test:${port}/`);
    assert.equal(shown.status(), 421);
    assert.match(await asks(page, "/api/ask"), /^basic 421 .*"code":"host_refused"/);
  });
}
