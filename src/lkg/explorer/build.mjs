// Bundles the explorer into built/: what the server serves and the wheel carries.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { build, context } from "esbuild";

const OUT = "built";
const options = {
  entryPoints: [{ in: "source/main.ts", out: "app" }, { in: "styles/main.css", out: "app" }],
  outdir: OUT,
  chunkNames: "part-[name]-[hash]",
  bundle: true,
  splitting: true,
  metafile: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "linked",
  logLevel: "info",
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

// names carry hashes, so parts of an earlier build would pile up
await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const file of ["index.html", "mark.svg"]) await copyFile(file, `${OUT}/${file}`);
if (process.argv.includes("--watch")) await (await context(options)).watch();
else {
  const { metafile } = await build(options);
  await writeFile(`${OUT}/LICENSES.txt`, await licences(Object.keys(metafile.inputs)));
}
