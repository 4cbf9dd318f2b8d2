import type { Config } from "../config";
import type { Lists } from "../trust/lists";
import type { Language } from "../texts/languages";
import type { Texts } from "../texts/texts";

/** What every screen is given. */
export interface Surroundings {
  readonly texts: Texts;
  readonly language: Language;
  readonly config: Config;
  readonly lists: Lists;
  /** Says something to those who cannot see the screen. */
  readonly announce: (message: string) => void;
}

/** A screen's content and what must stop when it goes. */
export interface Screen {
  readonly content: HTMLElement;
  /** What receives the focus when the screen opens. */
  readonly focus: HTMLElement;
  leave(): void;
}
