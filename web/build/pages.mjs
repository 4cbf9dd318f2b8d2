// What server-rendered pages use: one style sheet, small scripts, fonts and marks.
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { source, web, write, writeHashed } from "./output.mjs";
import { packagesIn, writeLicences } from "./licences.mjs";
import { bundle } from "./scripts.mjs";
import { compileStyles } from "./styles.mjs";

export const fonts = {
  "encode-sans-latin.woff2": "node_modules/@fontsource-variable/encode-sans/files/encode-sans-latin-wght-normal.woff2",
  "encode-sans-latin-ext.woff2": "node_modules/@fontsource-variable/encode-sans/files/encode-sans-latin-ext-wght-normal.woff2",
};

export const fontPackage = "@fontsource-variable/encode-sans";

export const marks = ["mark.svg", "favicon.svg", "shape-valid.svg", "shape-stop.svg", "shape-wait.svg"];

const scripts = ["design/design.ts", "identity/passkey.ts"];

/** Copies fonts and marks into a folder of dist. @returns {Record<string, string>} logical name → path */
export function copyAssets(folder) {
  const assets = {};
  for (const [name, path] of Object.entries(fonts)) assets[name] = writeHashed(folder, name, source(path));
  for (const name of marks) assets[name] = writeHashed(folder, name, source(join("design/marks", name)));
  return assets;
}

export async function buildPages() {
  const manifest = copyAssets("assets");
  manifest["design.css"] = writeHashed("assets", "design.css", await compileStyles("design/design.scss", manifest));
  const packages = ["govuk-frontend", fontPackage];
  for (const script of scripts.filter((path) => existsSync(join(web, path)))) {
    const name = basename(script).replace(/\.ts$/, ".js");
    const { code, inputs } = await bundle(script);
    manifest[name] = writeHashed("assets", name, code);
    packages.push(...packagesIn(inputs));
  }
  writeLicences("assets", packages);
  write("manifest.json", JSON.stringify(manifest, null, 2) + "\n");
  return manifest;
}
