// The licences of what we ship: MIT, OFL and their like ask that their text goes with the copy.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { web, write } from "./output.mjs";

/** Packages whose code is in a bundle, from the paths that went into it. */
export const packagesIn = (inputs) =>
  inputs.map((path) => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean);

/** Writes FOLDER/licences.txt for these packages. */
export function writeLicences(folder, packages) {
  const texts = [...new Set(packages)].sort().map((name) => `${name}\n\n${licenceOf(name)}`);
  return write(join(folder, "licences.txt"), texts.join(`\n\n${"-".repeat(72)}\n\n`) + "\n");
}

function licenceOf(name) {
  const folder = join(web, "node_modules", name);
  const file = existsSync(folder) && readdirSync(folder).find((entry) => /^(licen[cs]e|copyrightnotice)/i.test(entry));
  if (file) return readFileSync(join(folder, file), "utf8").trim();
  const { license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!license) throw new Error(`${name} states no licence`);
  return `${license}${author ? `, ${author.name ?? author}` : ""}`;
}
