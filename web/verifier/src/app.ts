import { loadConfig, type Config } from "./config";
import { element } from "./screens/element";
import { frame } from "./screens/frame";
import { scanScreen } from "./screens/scan-screen";
import type { Screen, Surroundings } from "./screens/surroundings";
import { verdictScreen } from "./screens/verdict-screen";
import { chosenLanguage, rememberLanguage, texts, type Language } from "./texts/languages";
import { Lists } from "./trust/lists";
import { Store } from "./trust/store";
import { decide, type Now } from "./verdict/decide";
import { keepFresh } from "./keep-fresh";

/** A verdict does not outlive this long out of sight: what it shows is somebody's. */
const hiddenVerdictLife = 60_000;

const now = (): Now => {
  const instant = Date.now();
  const local = instant - new Date(instant).getTimezoneOffset() * 60_000;
  return { instant: Math.floor(instant / 1000), today: Math.floor(local / 86_400_000) };
};

class App {
  #language: Language = chosenLanguage();
  #screen: Screen | null = null;
  #hidden = 0;

  constructor(private readonly config: Config, private readonly lists: Lists) {}

  start(): void {
    this.#scan(false);
    document.addEventListener("visibilitychange", () => {
      clearTimeout(this.#hidden);
      if (document.hidden) this.#hidden = window.setTimeout(() => this.#scan(false), hiddenVerdictLife);
    });
  }

  #scan(takeFocus = true): void {
    this.#show(scanScreen(this.#around(), (text) => void this.#check(text)), true, takeFocus);
  }

  async #check(text: string): Promise<void> {
    await this.lists.firstLists();
    const at = now();
    const verdict = await decide(text, this.lists.knowledge, at);
    this.#show(verdictScreen(verdict, at, this.#around(), () => this.#scan()), false, true);
    // Browsers refuse to shake a phone that nobody has touched yet, as when the camera starts by itself.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(verdict.answer === "valid" ? 80 : [120, 80, 120]);
  }

  #show(screen: Screen, framed: boolean, takeFocus: boolean): void {
    this.#screen?.leave();
    this.#screen = screen;
    frame(screen.content, framed, this.#around(), () => this.#switchLanguage());
    scrollTo(0, 0);
    if (takeFocus) screen.focus.focus({ preventScroll: true });
  }

  #switchLanguage(): void {
    this.#language = this.#language === "es" ? "en" : "es";
    rememberLanguage(this.#language);
    this.#scan();
  }

  #around(): Surroundings {
    return {
      texts: texts[this.#language],
      language: this.#language,
      config: this.config,
      lists: this.lists,
      announce: (message) => (document.getElementById("announcer")!.textContent = message),
    };
  }
}

async function main(): Promise<void> {
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register("sw.js");
  const config = await loadConfig();
  if (!config) {
    const message = texts[chosenLanguage()].lists.noConfig;
    return document.getElementById("app")!.replaceChildren(element("p", { class: "scan problem", role: "alert" }, message));
  }
  const lists = await Lists.open(await Store.open(), config);
  keepFresh(lists);
  new App(config, lists).start();
}

void main();
