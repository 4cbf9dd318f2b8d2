// Two real servers on free loopback ports: the host of the verifier, and the publisher of the lists.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { dist, hashOf, web } from "../../../build/output.mjs";

export const vectors = JSON.parse(readFileSync(join(web, "verifier/test/vectors.json"), "utf8"));

/** What the hosts of Cabildo must send with the verifier. */
export const policy = (lists) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; ` +
  `manifest-src 'self'; worker-src 'self'; connect-src 'self' ${lists}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png",
  ".woff2": "font/woff2", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

const listen = async (server) => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server.address().port;
};

/** The verifier under /verifier/, as a role's host serves it. */
export async function serveVerifier(listsOrigin) {
  const config = { trustListUrl: `${listsOrigin}/trust-list`, trustListKeyUrl: `${listsOrigin}/trust-list/key`, restrictions: { lenses: { es: "Con anteojos o lentes", en: "With glasses or lenses" } } };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname.replace(/\/$/, "/index.html");
    response.setHeader("Content-Security-Policy", policy(listsOrigin));
    if (path === "/verifier/config.json") return response.setHeader("Content-Type", "application/json").end(JSON.stringify(config));
    const file = join(dist, path);
    if (!path.startsWith("/verifier/") || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("Content-Type", types[extname(path)] ?? "application/octet-stream").end(readFileSync(file));
  });
  return { server, port: await listen(server) };
}

/** The trust list, its key and the status list of the vectors, as Documents publishes them; `answers` may be changed. */
export async function servePublisher() {
  const answers = {
    "/trust-list": vectors.trustList,
    "/trust-list/key": JSON.stringify(vectors.operatorJwk),
    [new URL(vectors.statusListUri).pathname]: vectors.statusList,
  };
  const seen = { revalidated: 0 };
  const server = createServer((request, response) => {
    const answer = answers[request.url];
    response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Cache-Control", "max-age=60");
    if (answer === undefined) return response.writeHead(404).end();
    const tag = `"${hashOf(answer)}"`;
    response.setHeader("ETag", tag);
    if (request.headers["if-none-match"] !== tag) return response.end(answer);
    seen.revalidated++;
    response.writeHead(304).end();
  });
  return { server, port: await listen(server), answers, seen };
}
