// The officer's verifier: everything it needs in one folder, and a service worker that names it all.
import { basename } from "node:path";
import { hashOf, source, write, writeHashed } from "./output.mjs";
import { packagesIn, writeLicences } from "./licences.mjs";
import { copyAssets, fontPackage } from "./pages.mjs";
import { bundle } from "./scripts.mjs";
import { compileStyles } from "./styles.mjs";

const folder = "verifier";
const decoder = "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm";

/** Writes dist/verifier and gives the files that the service worker keeps. */
export async function buildVerifier() {
  const files = [];
  const keep = (path) => {
    files.push(path.slice(folder.length + 1));
    return path;
  };
  const assets = copyAssets(folder);
  Object.values(assets).forEach(keep);
  assets["verifier.css"] = keep(writeHashed(folder, "verifier.css", await compileStyles("verifier/src/verifier.scss", assets)));
  const wasm = keep(writeHashed(folder, "zxing_reader.wasm", source(decoder)));
  const define = { ZXING_WASM: JSON.stringify(basename(wasm)) };
  const { code, inputs } = await bundle("verifier/src/app.ts", { define });
  assets["app.js"] = keep(writeHashed(folder, "app.js", code));
  writeLicences(folder, [fontPackage, ...packagesIn(inputs)]);

  for (const size of [192, 512]) keep(write(`${folder}/icons/${size}.png`, source(`verifier/icons/${size}.png`)));
  keep(write(`${folder}/manifest.webmanifest`, source("verifier/src/manifest.webmanifest")));
  const page = source("verifier/src/index.html").toString().replace(/asset:([\w.-]+)/g, (_, name) => basename(assets[name]));
  keep(write(`${folder}/index.html`, page));

  // Hashed names change with their content; the page carries those names, and the rest is hashed here.
  const version = hashOf(files.join() + page + source("verifier/src/manifest.webmanifest") + source("verifier/icons/512.png"));
  const worker = { FILES: JSON.stringify(files), VERSION: JSON.stringify(version) };
  write(`${folder}/sw.js`, (await bundle("verifier/src/sw.ts", { define: worker })).code);
  return files;
}
