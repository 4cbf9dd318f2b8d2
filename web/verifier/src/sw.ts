// Keeps the whole verifier on the device, so that it opens without a network. Lists are not its business.
/** The files of this build and the hash of all of them, filled in by the build. */
declare const FILES: string[];
declare const VERSION: string;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const prefix = "verifier-";
const current = prefix + VERSION;
const settings = "config.json";

worker.addEventListener("install", (event) => {
  event.waitUntil(store().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldVersions().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const { scope } = worker.registration;
  if (event.request.method !== "GET" || !url.href.startsWith(scope)) return;
  const path = url.href.slice(scope.length).replace(/[?#].*$/, "");
  event.respondWith(path === settings ? newest(event.request) : kept(event.request, path));
});

async function store(): Promise<void> {
  const cache = await caches.open(current);
  // Past the HTTP cache: a version must not be made of another version's files.
  await cache.addAll([...FILES, settings].map((file) => new Request(file, { cache: "reload" })));
}

async function dropOldVersions(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function kept(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(current);
  const file = request.mode === "navigate" || path === "" ? "index.html" : path;
  return (await cache.match(file)) ?? fetch(request);
}

async function newest(request: Request): Promise<Response> {
  const cache = await caches.open(current);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(settings, response.clone());
    return response;
  } catch {
    return (await cache.match(settings)) ?? Response.error();
  }
}
