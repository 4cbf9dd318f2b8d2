import { en } from "./en";
import { es } from "./es";
import type { Texts } from "./texts";

export type Language = "es" | "en";

export const texts: Record<Language, Texts> = { es, en };

const remembered = "verifier-language";

/** The language chosen before, otherwise the browser's, otherwise Spanish. */
export function chosenLanguage(): Language {
  const chosen = localStorage.getItem(remembered) ?? navigator.language.slice(0, 2);
  return chosen === "en" ? "en" : "es";
}

export const rememberLanguage = (language: Language): void => localStorage.setItem(remembered, language);
