import { join } from "node:path";
import { build } from "esbuild";
import { web } from "./output.mjs";

/** Bundles one TypeScript entry to a minified ES module and gives its text and the paths that went into it. */
export async function bundle(entry, { define = {} } = {}) {
  const result = await build({
    entryPoints: [join(web, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    legalComments: "none",
    logLevel: "warning",
    define,
    metafile: true,
  });
  return { code: result.outputFiles[0].contents, inputs: Object.keys(result.metafile.inputs) };
}
