// Chromium as an officer's phone: its clock at the time of the vectors, and optionally a camera that sees one code.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { web } from "../../../build/output.mjs";
import { vectors } from "./servers.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const textOf = (name) => vectors.cases.find((item) => item.name === name).text;

/** @param {{ publisherPort: number, camera?: string }} options the camera's film, a .y4m file */
export function launch({ publisherPort, camera }) {
  const seen = camera ? [`--use-file-for-fake-video-capture=${camera}`] : [];
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      // The vectors name the publisher by its address in the demo; its server here is on a free port.
      `--host-resolver-rules=MAP ${new URL(vectors.statusListUri).host} 127.0.0.1:${publisherPort}`,
      ...seen,
    ],
  });
}

/** Opens the verifier and waits until its lists are on the device and it is ready for being offline. */
export async function openVerifier(context, port, { now = vectors.now } = {}) {
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (fault) => faults.push(fault.message));
  await page.clock.setFixedTime(now * 1000);
  await page.goto(`http://localhost:${port}/verifier/`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return { page, faults };
}

/** Pastes a code and gives the screen that answers. */
export async function check(page, text) {
  await page.locator("#code").fill(text);
  await page.locator("form button").click();
  return page.locator("[data-verdict]");
}

/** A film of one code, for Chromium's fake camera. */
export async function filmOf(text) {
  const wasm = readFileSync(join(web, "node_modules/zxing-wasm/dist/writer/zxing_writer.wasm"));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) } });
  const { image } = await writeBarcode(text, { format: "QRCode", ecLevel: "M", scale: 4 });
  const folder = mkdtempSync(join(tmpdir(), "verifier-film-"));
  writeFileSync(join(folder, "code.png"), Buffer.from(await image.arrayBuffer()));
  const film = join(folder, "code.y4m");
  execFileSync("ffmpeg", ["-loglevel", "error", "-loop", "1", "-i", join(folder, "code.png"), "-t", "1", "-r", "10",
    "-vf", "pad=640:480:(ow-iw)/2:(oh-ih)/2:white", "-pix_fmt", "yuv420p", film]);
  return { film, picture: join(folder, "code.png") };
}
