// Browser tabs that are watched. A plain one is used again, as new: making one takes longer than most tests.

const VIEWPORT = { width: 1000, height: 700 };

/** What a browser itself writes about a response that a test asked for; everything else in the console is a fault. */
const EXPECTED = /^Failed to load resource: /;

export class Tabs {
  #browser;
  #origin;
  #free = [];

  constructor(browser, origin) {
    this.#browser = browser;
    this.#origin = origin;
  }

  /** A tab without a past; `seen` tells what it asks, stops, and does that it must not. */
  async take({ clock = false, ...options }) {
    const plain = !clock && Object.keys(options).length === 0;
    const tab = (plain && this.#free.pop()) || (await this.#make(plain, clock, options));
    tab.seen = { faults: [], asks: [], stops: [], votes: [], headers: [] };
    return tab;
  }

  async giveBack(tab) {
    const { context, page } = tab;
    await context.unrouteAll({ behavior: "ignoreErrors" });
    if (!tab.plain) return context.close();
    await context.setOffline(false);
    await context.clearPermissions();
    await page.setViewportSize(VIEWPORT);
    await page.emulateMedia({ colorScheme: null, reducedMotion: null });
    await page.goto(`${this.#origin}/own-model.html`); // A page of the same origin that runs no script.
    await page.evaluate(() => (sessionStorage.clear(), localStorage.clear()));
    this.#free.push(tab);
  }

  async #make(plain, clock, options) {
    const context = await this.#browser.newContext({ viewport: VIEWPORT, ...options });
    const tab = { context, plain };
    context.setDefaultTimeout(30_000);
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== this.#origin && url.protocol !== "blob:") tab.seen.faults.push(`request to ${request.url()}`);
      if (url.pathname === "/api/ask") tab.seen.asks.push(request.postDataJSON());
      if (request.method() === "DELETE") tab.seen.stops.push(url.pathname);
      if (url.pathname === "/api/ratings") tab.seen.votes.push(request.postDataJSON());
      if (url.pathname === "/api/ask") tab.seen.headers.push(request.headers());
    });
    context.on("weberror", (error) => tab.seen.faults.push(`error ${error.error()}`));
    context.on("dialog", (dialog) => (tab.seen.faults.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    context.on("console", (message) => {
      if (!EXPECTED.test(message.text())) tab.seen.faults.push(`console ${message.text()}`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error(`policy ${violatedDirective} ${blockedURI}`));
    });
    if (clock) await context.clock.install();
    tab.page = await context.newPage();
    return tab;
  }
}
