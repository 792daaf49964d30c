// Builds the page: src/, site.config.mjs and public/ into dist/, everything with a hash in its name in dist/assets/.
import { build as bundle } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { accentStyle } from "./build/colours.mjs";
import { escape, fill, withoutKeys } from "./build/html.mjs";
import { ico, pngIcon, svgIcon } from "./build/icons.mjs";
import { Mistake } from "./build/mistake.mjs";
import { check } from "./build/site.mjs";
import { shipped, spoken, wordsOf } from "./build/words.mjs";

const root = new URL("./", import.meta.url);

/** Builds the site into `dist`, a folder's address; `folder` is where the owner's files and pages are. */
export async function build(config, { dist = new URL("dist/", root), folder = new URL("public/", root) } = {}) {
  const known = shipped();
  const { site, mistakes } = check(config, { known: Object.keys(known), folder });
  if (mistakes.length) throw new Mistake(mistakes.join("\n"));
  const own = site.languages[0];
  const ownModel = (language) => (site.ownModel === "/own-model.html" && language !== own ? `/own-model.${language}.html` : site.ownModel);
  const words = Object.fromEntries(site.languages.map((language) => [language, wordsOf(site, language, known, ownModel(language))]));
  const direction = (language) => site.direction ?? known[language].direction;

  await rm(dist, { recursive: true, force: true });
  await mkdir(new URL("assets/", dist), { recursive: true });
  const asset = async (name, content) => {
    const file = `${basename(name, extname(name))}-${createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase()}${extname(name).toLowerCase()}`;
    await writeFile(new URL(`assets/${file}`, dist), content);
    return `/assets/${file}`;
  };
  const languages = {};
  for (const language of site.languages) {
    languages[language] = { direction: direction(language), ...(language !== own && { words: await asset(`${language}.json`, JSON.stringify(spoken(words[language]))) }) };
  }
  const english = !site.examples && site.languages.some((language) => language !== "en") ? known.en.examples : null;
  const files = await scripts(dist, {
    "site:words": spoken(words[own]),
    "site:site": { own, languages, figures: site.figures, explain: site.explain, englishExamples: english },
    "site:accent": accentStyle(site.accent),
  });

  const icon = site.icon ? await asset(basename(site.icon), await readFile(new URL(site.icon, folder))) : await asset("icon.svg", svgIcon(site.accent.light));
  const owners = site.touchIcon ?? (site.icon?.toLowerCase().endsWith(".png") ? site.icon : null);
  const touch = owners ? await readFile(new URL(owners, folder)) : pngIcon(site.accent.light, 180, { solid: true });
  await writeFile(new URL("apple-touch-icon.png", dist), touch);
  await writeFile(new URL("favicon.ico", dist), ico(owners ? touch : pngIcon(site.accent.light, 48)));
  await writeFile(new URL("robots.txt", dist), site.indexed ? "User-agent: *\nDisallow: /api/\n" : "User-agent: *\nDisallow: /\n");

  const headers = JSON.parse(await readFile(new URL("headers.json", root), "utf8"));
  const address = site.url?.replace(/\/$/, "");
  const values = (language) => ({
    language,
    direction: direction(language),
    title: escape(words[language].title),
    line: escape(words[language].line),
    examples: words[language].examples.map((question) => `<li><button type="button">${escape(question)}</button></li>`).join("\n          "),
    question: escape(words[language].examples[0]),
    // frame-ancestors counts only as a header; the rest holds even where a host forgets the headers.
    csp: headers.all["content-security-policy"].replace(/\s*frame-ancestors[^;]*;/, ""),
    style: files.style,
    first: files.first,
    script: files.main,
    icon: `<link rel="icon" href="${icon}"${icon.endsWith(".svg") ? ' type="image/svg+xml"' : ""}>\n    <link rel="apple-touch-icon" href="/apple-touch-icon.png">`,
    graph: address ? `\n    <meta property="og:url" content="${escape(address)}/">\n    <meta property="og:image" content="${escape(address)}/apple-touch-icon.png">` : "",
    robots: site.indexed ? "" : '\n    <meta name="robots" content="noindex">',
    logo: "",
    links: links(site.links),
  });
  const logo = site.logo ? `<img class="logo" src="${await asset(basename(site.logo), await readFile(new URL(site.logo, folder)))}" alt="">` : "";
  const page = async (source, name, language, keep) => {
    const html = fill(await readFile(source, "utf8"), { values: { ...values(language), logo }, words: words[language], file: source.href.startsWith(folder.href) ? `web/public/${name}` : `web/src/${basename(source.pathname)}` });
    await writeFile(new URL(name, dist), keep ? html : withoutKeys(html));
  };
  await page(new URL("src/index.html", root), "index.html", own, true);
  for (const language of site.languages) await page(new URL("src/own-model.html", root), language === own ? "own-model.html" : `own-model.${language}.html`, language);
  if (existsSync(folder)) {
    await cp(folder, dist, { recursive: true, filter: (source) => !basename(source).startsWith(".") });
    for (const name of await readdir(folder)) if (name.endsWith(".html")) await page(new URL(name, folder), name, own);
  }
}

/** Of marked only its lexer is used, but the function that the package is named after keeps the rest alive: a fifth of the script. */
const lexerAlone = {
  name: "lexer-alone",
  setup({ onLoad }) {
    onLoad({ filter: /marked\.esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const end = source.search(/var \w+=new \w+;function \w+\(\w+,\w+\)\{return \w+\.parse\(/);
      const name = /\b(\w+) as Lexer\b/.exec(source)?.[1];
      if (end < 0 || !name) throw new Error("marked is no longer laid out as build.mjs expects: look at lexerAlone.");
      return { contents: `${source.slice(0, end)}export{${name} as Lexer};` };
    });
  },
};

const links = (named) =>
  Object.entries(named).filter(([, address]) => address).map(([name, address]) => `<li><a href="${escape(address)}" data-t="link.${name}"></a></li>`).join("");

/** The scripts and the style, bundled; `values` are what their `site:` imports stand for. */
async function scripts(dist, values) {
  const options = {
    absWorkingDir: fileURLToPath(root),
    outdir: fileURLToPath(new URL("assets/", dist)),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    plugins: [lexerAlone, {
      name: "site",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^site:/ }, ({ path }) => ({ path, namespace: "site" }));
        onLoad({ filter: /.*/, namespace: "site" }, ({ path }) => {
          const value = values[path];
          if (typeof value === "string") return { contents: value, loader: "css" };
          return path === "site:words" ? { contents: JSON.stringify(value), loader: "json" } : { contents: Object.entries(value).map(([name, one]) => `export const ${name} = ${JSON.stringify(one)};`).join("\n"), loader: "js" };
        });
      },
    }],
  };
  const built = await Promise.all([
    bundle({ ...options, entryPoints: ["src/first.js"], format: "iife" }), // No module: it must run before the page is seen.
    bundle({ ...options, entryPoints: ["src/main.js", "src/style.css"], format: "esm", splitting: true }),
  ]);
  return Object.fromEntries(built.flatMap(({ metafile }) => Object.entries(metafile.outputs)).filter(([, { entryPoint }]) => entryPoint).map(([file, { entryPoint }]) => [basename(entryPoint).replace(/\.\w+$/, ""), `/assets/${basename(file)}`]));
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
  try {
    await build(await config());
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    console.error(error.message);
    exit(1);
  }
}

async function config() {
  try {
    return (await import("./site.config.mjs")).default;
  } catch (error) {
    throw new Mistake(`web/site.config.mjs: it cannot be read: ${error.message}`);
  }
}
