import { openCodeReader } from "../camera/code-reader";
import { readImage } from "../camera/scanning";
import { fromPaste } from "../qr/code";
import { element } from "./element";
import type { Surroundings } from "./surroundings";

/** The ways in for a phone without a camera, a keyboard or a screen reader. */
export function typedCodePanel({ texts, announce }: Surroundings, found: (text: string) => void): HTMLElement {
  const words = texts.scan;
  const problem = element("p", { class: "problem", id: "problem", hidden: true });
  const code = element("textarea", {
    class: "field",
    id: "code",
    rows: "3",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    "aria-describedby": "code-hint problem",
  });
  const refuse = (text: string): void => {
    problem.textContent = text;
    problem.hidden = false;
    announce(text);
  };
  const check = (event: Event): void => {
    event.preventDefault();
    const text = fromPaste(code.value);
    code.value = "";
    if (text) return found(text);
    refuse(words.empty);
    code.focus();
  };
  const image = element("input", { class: "file", id: "image", type: "file", accept: "image/*" });
  image.addEventListener("change", async () => {
    const file = image.files?.[0];
    const text = file ? await readImage(file, await openCodeReader()) : null;
    image.value = "";
    if (text) found(text);
    else if (file) refuse(words.imageUnread);
  });
  return element(
    "section",
    { class: "panel" },
    element("h2", { class: "subheading" }, words.otherWays),
    problem,
    element(
      "form",
      { submit: check, novalidate: true },
      element("label", { class: "label", for: "code" }, words.type),
      element("p", { class: "hint", id: "code-hint" }, words.typeHint),
      code,
      element("button", { class: "button button--quiet" }, words.check),
    ),
    image,
    element("label", { class: "button button--quiet", for: "image" }, words.image),
  );
}
