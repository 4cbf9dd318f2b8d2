// The samples of web/design, with their assets resolved, to be opened from dist/samples in a browser.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { source, web, write } from "./output.mjs";

const folder = join(web, "design/samples");
const portraits = join(web, "../samples/RepublicaDelPlata/portraits");

export function buildSamples(manifest) {
  const frame = source("design/samples/_page.html").toString();
  for (const name of readdirSync(folder).filter((file) => !file.startsWith("_"))) {
    const content = source(join("design/samples", name));
    write(join("samples", name), name.endsWith(".html") ? resolve(inFrame(content.toString(), frame), manifest) : content);
  }
  for (const [name, file] of [["portrait-1.jpg", "01.jpg"], ["portrait-2.jpg", "02.jpg"], ["portrait-3.jpg", "03.jpg"]]) {
    const path = join(portraits, file);
    if (existsSync(path)) write(join("samples", name), readFileSync(path));
  }
}

const resolve = (html, manifest) => html.replace(/asset:([\w.-]+)/g, (_, name) => `../${manifest[name]}`);

// A sample that begins with its title is the content of a page; the others have the screen to themselves.
const inFrame = (html, frame) => {
  const title = /^<!-- title: (.*) -->\n/.exec(html);
  return title ? frame.replace("{{title}}", title[1]).replace("{{content}}", () => html.slice(title[0].length)) : html;
};
