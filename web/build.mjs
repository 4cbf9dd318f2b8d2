// Builds everything a browser receives into web/dist:
//   assets/NAME-HASH.ext   what the pages of every role use, named in manifest.json
//   manifest.json          { "design.css": "assets/design-1a2b3c4d.css", … }
//   verifier/              the officer's verifier, self-contained, served under /verifier/
import { rmSync } from "node:fs";
import { buildPages } from "./build/pages.mjs";
import { buildVerifier } from "./build/verifier.mjs";
import { buildSamples } from "./build/samples.mjs";
import { dist } from "./build/output.mjs";

const started = performance.now();
rmSync(dist, { recursive: true, force: true });
const manifest = await buildPages();
buildSamples(manifest);
const verifier = await buildVerifier();
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`web/dist: ${Object.keys(manifest).length} page assets, ${verifier.length} verifier files, ${seconds} s`);
