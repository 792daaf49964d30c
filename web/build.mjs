// Builds the page: src/ and site.config.mjs into dist/, script and style under hashed names in dist/assets/.
import { build } from "esbuild";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import site from "./site.config.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

await rm(`${root}dist`, { recursive: true, force: true });
await mkdir(`${root}dist`);
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["src/main.js", "src/style.css", "src/icon.svg"],
  outdir: "dist/assets",
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  loader: { ".svg": "copy" },
  metafile: true,
});
const asset = (ext) => Object.keys(metafile.outputs).map((f) => basename(f)).find((f) => f.endsWith(ext));

const headers = JSON.parse(await readFile(`${root}headers.json`, "utf8"));
const values = {
  title: escape(site.title),
  line: escape(site.line),
  examples: site.examples.map((q) => `<li><button type="button">${escape(q)}</button></li>`).join("\n          "),
  // frame-ancestors counts only as a header; the rest holds even where a host forgets the headers.
  csp: headers.all["content-security-policy"].replace(/\s*frame-ancestors[^;]*;/, ""),
  style: `/assets/${asset(".css")}`,
  script: `/assets/${asset(".js")}`,
  icon: `/assets/${asset(".svg")}`,
  ownModel: escape(site.ownModel),
};
for (const page of ["index.html", "own-model.html"]) {
  const template = await readFile(`${root}src/${page}`, "utf8");
  const html = template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`src/${page} asks for {{${name}}}, which nothing fills.`);
    return values[name];
  });
  await writeFile(`${root}dist/${page}`, html);
}
