// Bundles the explorer into built/: what the server serves and the wheel carries; and its viewer, which needs no server.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { build, context } from "esbuild";

const OUT = "built";
const shared = { bundle: true, metafile: true, format: "esm", target: ["es2022"], minify: true, logLevel: "info" };
const options = {
  ...shared,
  entryPoints: [{ in: "source/main.ts", out: "app" }, { in: "styles/main.css", out: "app" }],
  outdir: OUT,
  chunkNames: "part-[name]-[hash]",
  splitting: true,
  legalComments: "linked",
};

/** The licences of all packages of which something went into the bundle: few say theirs in a comment. */
async function licences(inputs) {
  const packages = new Set(inputs.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean));
  const texts = [...packages].sort().map(async (name) => {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${file ? await readFile(`${folder}/${file}`, "utf8") : ""}`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`);
}

/** The style of the viewer for its shadow, where the page may wear another theme than the system. */
async function viewerStyle() {
  const built = await build({ ...shared, entryPoints: ["styles/viewer.css"], outdir: OUT, write: false });
  const style = built.outputFiles[0].text.replaceAll(":root", ":host");
  const dark = /prefers-color-scheme: ?dark\)\{:host\{([^}]*)\}/.exec(style)?.[1];
  const light = /:host\{(color-scheme:[^}]*)\}/.exec(style)?.[1];
  if (!dark || !light) throw new Error("styles/base.css no longer has one block of names for each theme");
  return `${style}:host([data-theme=light]){${light};color-scheme:light}:host([data-theme=dark]){${dark};color-scheme:dark}`;
}

/** A script of the viewer with everything in it, the licences as well: it travels alone. */
async function viewerScript(name, style, format) {
  const options = { ...shared, entryPoints: [`source/viewer/${name}.ts`], format, outfile: `${OUT}/${name}.js`, write: false };
  const built = await build({ ...options, define: { VIEWER_STYLE: JSON.stringify(style) } });
  return `/*!\n${await licences(Object.keys(built.metafile.inputs))}*/\n${built.outputFiles[0].text}`;
}

/** For notebooks a module; for a file of its own a page with gaps, which the server's pages and Python fill alike. */
async function buildViewer() {
  const style = await viewerStyle();
  await writeFile(`${OUT}/widget.js`, await viewerScript("widget", style, "esm"));
  const [page, script] = await Promise.all([readFile("viewer.html", "utf8"), viewerScript("page", style, "iife")]);
  await writeFile(`${OUT}/viewer.html`, page.replace("/*script*/", () => script));
}

// names carry hashes, so parts of an earlier build would pile up
await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const file of ["index.html", "mark.svg"]) await copyFile(file, `${OUT}/${file}`);
await buildViewer();
if (process.argv.includes("--watch")) await (await context(options)).watch();
else {
  const { metafile } = await build(options);
  await writeFile(`${OUT}/LICENSES.txt`, await licences(Object.keys(metafile.inputs)));
}
