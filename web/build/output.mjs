// Where files go and how they are named: content-hashed, so that they may be cached for ever.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const web = dirname(dirname(fileURLToPath(import.meta.url)));
export const dist = join(web, "dist");

export const hashOf = (content) => createHash("sha256").update(content).digest("hex").slice(0, 8);

/** @returns {string} the bytes of a file in web/, given by its path from there */
export const source = (path) => readFileSync(join(web, path));

/** Writes below dist under exactly this path. */
export function write(path, content) {
  const file = join(dist, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return path;
}

/** Writes below dist/folder as NAME-HASH.ext and gives that path. */
export function writeHashed(folder, name, content) {
  const extension = extname(name);
  return write(join(folder, `${name.slice(0, -extension.length)}-${hashOf(content)}${extension}`), content);
}
