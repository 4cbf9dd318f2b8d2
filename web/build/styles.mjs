import { basename, join } from "node:path";
import { transform } from "esbuild";
import * as sass from "sass";
import { web } from "./output.mjs";

// What govuk-frontend repeats in every component and our pages already say once, on :root and body.
const repetitions = [
  [/(var\(--govuk-[\w-]+-colour),[^()]*\)/g, "$1)"],
  [/@media print\{[^{}]*\{font-family:inherit\}\}/g, ""],
  [/-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale;?/g, ""],
  [/(?<=\})\.[\w-]+(,\.[\w-]+)*\{font-family:inherit;?\}/g, ""],
  // Prefixes and work-arounds for browsers before the target of this build (2022).
  [/@supports not \(text-wrap: ?balance\)\{[^{}]*\{[^{}]*\}\}/g, ""],
  [/-webkit-text-decoration-skip(-ink)?:none;|text-decoration-skip:none;?/g, ""],
  [/-webkit-box-decoration-break:clone;|[^{}]*::?-moz-focus-inner\{[^{}]*\}/g, ""],
];

// Variants of govuk-frontend's components that no page of ours may use.
const unused = /summary-card|from-desktop|--inverse|link-image|(radios|checkboxes)--small|input__|body-lead|--text-colour|--muted|-ms-|breadcrumbs--|frontend-version|section-break/;

/** Drops unused selectors, and rules that are left without one. */
const prune = (css) =>
  css.replace(/(?<=^|[{};])([^{}@;]+)(\{[^{}]*\})/g, (_, selectors, body) => {
    const used = selectors.split(",").filter((selector) => !unused.test(selector));
    return used.length > 0 ? used.join(",") + body : "";
  });

/**
 * Compiles one SCSS file. `asset:NAME` addresses become the hashed file of that name,
 * which lies in the same folder as the style sheet.
 * @param {Record<string, string>} assets logical name → path below dist
 */
export async function compileStyles(path, assets) {
  const { css } = sass.compile(join(web, path), { style: "compressed", quietDeps: true });
  const light = repetitions.reduce((text, [pattern, instead]) => text.replace(pattern, instead), css);
  const named = light.replace(/asset:([\w.-]+)/g, (_, name) => {
    if (!assets[name]) throw new Error(`${path} names an asset that does not exist: ${name}`);
    return basename(assets[name]);
  });
  return (await transform(prune(named), { loader: "css", minify: true })).code;
}
