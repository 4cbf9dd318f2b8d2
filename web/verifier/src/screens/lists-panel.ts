import { age } from "../texts/format";
import { element } from "./element";
import type { Surroundings } from "./surroundings";

const clockTolerance = 5 * 60;

/** How old the device's lists are, with the buttons to renew or to forget them. */
export function listsPanel({ texts, lists, announce }: Surroundings) {
  const words = texts.lists;
  const state = element("ul", { class: "lists__state" });
  const message = element("p", { class: "lists__message", hidden: true });
  const refresh = element("button", { class: "button button--quiet", type: "button", click: () => void renew() }, words.refresh);
  const forget = element("button", { class: "link", type: "button", click: () => void drop() }, words.forget);
  const content = element(
    "section",
    { class: "panel" },
    element("h2", { class: "subheading" }, words.heading),
    state,
    message,
    refresh,
    forget,
  );

  const say = (text: string): void => {
    message.textContent = text;
    message.hidden = false;
    announce(text);
  };

  function show(): void {
    const instant = Date.now() / 1000;
    const { trustList } = lists.knowledge;
    const since = (from: number): string => age(Math.max(0, instant - from), texts);
    const statusFrom = lists.statusListsFrom;
    const lines = [
      trustList ? words.trust(since(trustList.issuedAt)) : words.noTrust,
      statusFrom === null ? words.noStatus : words.status(since(statusFrom)),
      navigator.onLine ? texts.online : texts.offline,
    ];
    state.replaceChildren(...lines.map((line) => element("li", {}, line.charAt(0).toUpperCase() + line.slice(1))));
    forget.hidden = !trustList;
    if (!trustList && !navigator.onLine) say(words.never);
    if (trustList && trustList.issuedAt > instant + clockTolerance) say(words.clockBehind);
  }

  async function renew(): Promise<void> {
    refresh.disabled = true;
    refresh.textContent = words.refreshing;
    const outcome = await lists.refresh();
    refresh.disabled = false;
    refresh.textContent = words.refresh;
    say(outcome === "unreachable" && !lists.knowledge.trustList ? words.never : words.outcomes[outcome]);
    show();
  }

  async function drop(): Promise<void> {
    if (!confirm(words.forgetAsk)) return;
    await lists.forget();
    show();
    say(words.forgotten);
  }

  const timer = setInterval(show, 30_000);
  lists.changed.addEventListener("change", show);
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
  return {
    content,
    leave() {
      clearInterval(timer);
      lists.changed.removeEventListener("change", show);
      removeEventListener("online", show);
      removeEventListener("offline", show);
    },
  };
}
