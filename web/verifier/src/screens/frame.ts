import { drawing, element } from "./element";
import type { Surroundings } from "./surroundings";

const mark = "M8 24V14a8 8 0 0 1 16 0v10M3 29h26";

/** Puts a screen on the page; a verdict has the page to itself, the others keep the head with name and language. */
export function frame(content: HTMLElement, withHead: boolean, around: Surroundings, switchLanguage: () => void): void {
  const { texts, language, config } = around;
  document.documentElement.lang = language;
  document.title = texts.title;
  const other = language === "es" ? "en" : "es";
  const skip = document.querySelector<HTMLElement>(".skip");
  if (skip) skip.textContent = texts.skip;
  const head = element(
    "header",
    { class: "site-header" },
    element(
      "div",
      { class: "site-header__inner" },
      element("span", { class: "site-header__home" }, drawing("site-header__mark", "0 0 32 32", mark), config.name ?? texts.title),
      element(
        "div",
        { class: "site-header__tools" },
        element("button", { class: "site-header__link", type: "button", lang: other, click: switchLanguage }, texts.otherLanguage),
      ),
    ),
  );
  document.getElementById("app")!.replaceChildren(...(withHead ? [head, content] : [content]));
}
