// Draws the app's icons from the mark: white on river, with the margin that maskable icons need.
// Needs rsvg-convert (Debian librsvg2-bin). Run by hand when the mark changes; the results are committed.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#0a4d8c"/>
<path d="M8 24V14a8 8 0 0 1 16 0v10M3 29h26" transform="translate(15 15.500)" fill="none" stroke="#fff" stroke-width="4"/></svg>`;

for (const size of [192, 512]) {
  execFileSync("rsvg-convert", ["-w", `${size}`, "-h", `${size}`, "-o", join(here, `${size}.png`)], { input: icon });
}
