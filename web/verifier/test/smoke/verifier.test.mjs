import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { check, filmOf, launch, openVerifier, textOf } from "./browser.mjs";
import { servePublisher, serveVerifier, vectors } from "./servers.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const publisherOrigin = new URL(vectors.statusListUri).origin;
const phone = { viewport: { width: 360, height: 740 }, locale: "es-AR", serviceWorkers: "allow" };

let publisher, host, browser;
before(async () => {
  publisher = await servePublisher();
  host = await serveVerifier(publisherOrigin);
  browser = await launch({ publisherPort: publisher.port });
});
after(async () => {
  await browser?.close();
  for (const { server } of [publisher, host]) {
    server.closeAllConnections();
    server.close();
  }
});

const statusPath = new URL(vectors.statusListUri).pathname;
const ready = (page) => page.getByText(/Estados de licencias: lista de hace|Licence statuses: list from/).waitFor();

async function seriousFaults(page) {
  const { violations } = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test("Every published case gets its verdict on the screen, and nothing is asked of any other server", async () => {
  const context = await browser.newContext(phone);
  const asked = new Set();
  context.on("request", (request) => asked.add(new URL(request.url()).origin));
  const { page, faults } = await openVerifier(context, host.port);
  await ready(page);
  for (const item of vectors.cases.filter((one) => !one.withoutStatusList && !one.statusList && one.text)) {
    const screen = await check(page, item.text);
    assert.equal(await screen.getAttribute("data-verdict"), item.expectedVerdict, item.name);
    await page.keyboard.press("Escape");
  }
  assert.deepEqual(faults, []);
  assert.deepEqual([...asked].sort(), [publisherOrigin, `http://localhost:${host.port}`].sort());
  await context.close();
});

test("With the network off it opens, verifies and says how old its knowledge is", async () => {
  const context = await browser.newContext(phone);
  const { page } = await openVerifier(context, host.port);
  await ready(page);
  await context.setOffline(true);
  await page.reload();
  const screen = await check(page, textOf("valid"));
  assert.equal(await screen.getAttribute("data-verdict"), "valid");
  assert.match(await page.locator("#known").innerText(), /^Firma comprobada · lista de estados de hace 10 min · sin conexión$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Actualizar listas" }).click();
  await page.locator(".lists__message", { hasText: "No se pudo llegar al servidor" }).waitFor();
  await context.close();
});

test("Without a status list a valid code is of unknown status, and a device without lists says so", async () => {
  const kept = publisher.answers[statusPath];
  delete publisher.answers[statusPath];
  const context = await browser.newContext(phone);
  const { page } = await openVerifier(context, host.port);
  await page.getByText("falta alguna lista").waitFor();
  assert.equal(await (await check(page, textOf("no status list"))).getAttribute("data-verdict"), "unknown");
  await context.close();
  publisher.answers[statusPath] = kept;
});

test("A trust list that another key signed is not used, and the pinned one stays", async () => {
  const context = await browser.newContext(phone);
  const { page } = await openVerifier(context, host.port);
  await ready(page);
  const [header, payload, signature] = vectors.trustList.split(".");
  const forged = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  publisher.answers["/trust-list"] = [header, payload, forged].join(".");
  await page.getByRole("button", { name: "Actualizar listas" }).click();
  await page.locator(".lists__message", { hasText: "no lleva la firma esperada" }).waitFor();
  assert.equal(await (await check(page, textOf("valid"))).getAttribute("data-verdict"), "valid");
  publisher.answers["/trust-list"] = vectors.trustList;
  await context.close();
});

test("A refresh revalidates with the list's ETag", async () => {
  const context = await browser.newContext(phone);
  const { page } = await openVerifier(context, host.port);
  await ready(page);
  const before = publisher.seen.revalidated;
  await page.getByRole("button", { name: "Actualizar listas" }).click();
  await page.locator(".lists__message", { hasText: "Listas actualizadas" }).waitFor();
  assert.ok(publisher.seen.revalidated >= before + 2);
  await context.close();
});

test("A clock that is a day slow gets a sentence about the clock", async () => {
  const context = await browser.newContext(phone);
  const { page } = await openVerifier(context, host.port, { now: vectors.now - 86_400 });
  await page.locator(".lists__message", { hasText: "reloj" }).waitFor();
  assert.equal(await (await check(page, textOf("valid"))).getAttribute("data-reason"), "from-the-future");
  await context.close();
});

test("Leaving a verdict leaves nothing of the person in the page, its address, or its storage", async () => {
  const context = await browser.newContext(phone);
  const { page } = await openVerifier(context, host.port);
  await ready(page);
  await check(page, textOf("valid"));
  const name = (await page.locator(".verdict__name").innerText()).split("\n")[0];
  const number = await page.locator(".facts dd").first().innerText();
  await page.getByRole("button", { name: "Escanear otra" }).click();
  const left = await page.evaluate(async () => {
    const kept = await new Promise((resolve) => {
      const open = indexedDB.open("verifier");
      open.onsuccess = () => {
        const all = open.result.transaction("kept").objectStore("kept").getAll();
        all.onsuccess = () => resolve(JSON.stringify(all.result));
      };
    });
    return document.documentElement.outerHTML + location.href + JSON.stringify({ ...localStorage, ...sessionStorage }) + kept;
  });
  assert.ok(!left.includes(name) && !left.includes(number) && !left.includes(number.replaceAll(".", "")));
  assert.equal(await page.locator("#code").inputValue(), "");
  await context.close();
});

test("By keyboard alone a code is checked, in English too, and axe finds nothing serious", async () => {
  const context = await browser.newContext({ ...phone, locale: "en-GB" });
  const { page } = await openVerifier(context, host.port);
  await ready(page);
  assert.deepEqual(await seriousFaults(page), []);
  await page.locator("#code").focus();
  await page.keyboard.insertText(textOf("suspended"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("[data-verdict=suspended]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  assert.equal(await page.locator("h1").innerText(), "SUSPENDED");
  assert.deepEqual(await seriousFaults(page), []);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check a licence" }).waitFor();
  await context.close();
});

test("The camera reads a code with the network off, and a chosen picture does too", async (t) => {
  const { film, picture } = await filmOf(textOf("valid"));
  const withCamera = await launch({ publisherPort: publisher.port, camera: film });
  t.after(() => withCamera.close());
  const context = await withCamera.newContext(phone);
  const { page, faults } = await openVerifier(context, host.port);
  await page.locator("[data-verdict=valid]").waitFor({ timeout: 15_000 });
  await context.setOffline(true);
  await page.getByRole("button", { name: "Escanear otra" }).click();
  await page.locator("#known", { hasText: "sin conexión" }).waitFor({ timeout: 15_000 });
  assert.equal(await page.locator("[data-verdict]").getAttribute("data-verdict"), "valid");

  const other = await browser.newContext(phone);
  const { page: second } = await openVerifier(other, host.port);
  await ready(second);
  await second.locator("#image").setInputFiles(picture);
  await second.locator("[data-verdict=valid]").waitFor();
  assert.deepEqual(faults, []);
  await other.close();
});
