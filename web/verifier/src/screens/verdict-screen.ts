import type { LicenceClaims, LicenceClass } from "../qr/licence";
import { date, grouped } from "../texts/format";
import { known } from "../verdict/known";
import { toneOf, type Verdict } from "../verdict/verdict";
import type { Now } from "../verdict/decide";
import { drawing, element } from "./element";
import { photoOf } from "./photo";
import { shapes } from "./shapes";
import type { Screen, Surroundings } from "./surroundings";

/** A word longer than this is set smaller, so that it fits a 320 px phone. */
const longWord = 8;

/** The whole screen in the verdict's colour; leaving it drops everything it showed. */
export function verdictScreen(verdict: Verdict, now: Now, around: Surroundings, again: () => void): Screen {
  const { texts } = around;
  const text = texts.words[verdict.reason];
  const why = texts.why[verdict.reason];
  const how = known(verdict, now.instant, navigator.onLine, texts);
  const next = texts.next[verdict.reason];
  const word = element(
    "h1",
    { class: `verdict__word${text.length > longWord ? " verdict__word--long" : ""}`, tabindex: "-1" },
    text,
  );
  const content = element(
    "main",
    { class: `verdict verdict--${toneOf[verdict.answer]}`, id: "main", "data-verdict": verdict.answer, "data-reason": verdict.reason },
    element(
      "div",
      { class: "verdict__inner" },
      element(
        "div",
        { class: "verdict__head" },
        drawing("verdict__shape", "0 0 24 24", shapes[verdict.reason]),
        word,
        element("p", { class: "verdict__why", id: "why" }, why),
      ),
      element("p", { class: "verdict__known", id: "known" }, how),
      // What to do comes before the data: on a phone the data may end below the screen.
      element("p", { class: "verdict__next", id: "next" }, next),
      ...(verdict.claims ? [element("div", { class: "verdict__sheet" }, ...sheet(verdict.claims, now, around))] : []),
      element("div", { class: "verdict__foot" }, element("button", { class: "verdict__again", type: "button", click: again }, texts.again)),
    ),
  );
  const escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") again();
  };
  document.addEventListener("keydown", escape);
  // The focus goes to the word; what it rests on and what to do are said too, without a person having to look for them.
  around.announce(`${text}. ${why} ${how}. ${next}`);
  return {
    content,
    focus: word,
    leave() {
      document.removeEventListener("keydown", escape);
      content.replaceChildren();
      around.announce("");
    },
  };
}

function sheet(claims: LicenceClaims, now: Now, around: Surroundings): HTMLElement[] {
  const { holder } = claims;
  const words = around.texts.sheet;
  return [
    element(
      "div",
      { class: "verdict__holder" },
      photoOf(holder.photo, words),
      element(
        "div",
        {},
        element("h2", { class: "verdict__name" }, holder.familyNames, element("br"), holder.givenNames),
        element("p", { class: "verdict__compare" }, holder.photo ? words.compare : words.compareNone),
      ),
    ),
    element("div", {}, facts(claims, around), classes(claims.licence.classes, now, around)),
  ];
}

function facts({ holder, licence }: LicenceClaims, { texts, language, config }: Surroundings): HTMLElement {
  const words = texts.sheet;
  const restrictions = licence.restrictions.map((code) => config.restrictions[code]?.[language] ?? code);
  const fact = (name: string, value: string): HTMLElement =>
    element("div", { class: "facts__item" }, element("dt", {}, name), element("dd", {}, value));
  return element(
    "dl",
    { class: "facts" },
    fact(words.number, grouped(licence.number)),
    fact(words.birth, date(holder.birthDate, language)),
    fact(words.expiry, date(licence.expiryDate, language)),
    fact(words.restrictions, restrictions.join(", ") || words.noRestrictions),
  );
}

function classes(listed: readonly LicenceClass[], now: Now, { texts, language }: Surroundings): HTMLElement {
  const words = texts.sheet;
  const remark = (item: LicenceClass): string =>
    item.to < now.today ? ` (${words.classExpired})` : item.from > now.today ? ` (${words.classNotYet})` : "";
  const head = [words.code, words.from, words.to].map((name) => element("th", { scope: "col" }, name));
  const rows = listed.map((item) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, item.code),
      element("td", {}, date(item.from, language)),
      element("td", {}, date(item.to, language) + remark(item)),
    ),
  );
  return element(
    "table",
    { class: "facts-table" },
    element("caption", {}, words.classes),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
}
