import type { Day } from "../qr/day";
import type { Language } from "./languages";
import type { Texts } from "./texts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, in the largest whole unit. */
export function age(seconds: number, texts: Texts): string {
  if (seconds < minute) return texts.age.moments;
  if (seconds < hour) return texts.age.minutes(Math.floor(seconds / minute));
  if (seconds < 2 * day) return texts.age.hours(Math.floor(seconds / hour));
  return texts.age.days(Math.floor(seconds / day));
}

/** "12 abr 1985", never broken over two lines; days have no time zone. */
export function date(value: Day, language: Language): string {
  const format = new Intl.DateTimeFormat(language === "es" ? "es-AR" : "en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const parts = format.formatToParts(value * day * 1000);
  return parts.filter((part) => part.type !== "literal").map((part) => part.value).join("\u00a0");
}

/** A number of only digits in groups of three, as identity numbers are read aloud. */
export const grouped = (id: string): string => (/^\d{7,9}$/.test(id) ? id.replace(/\B(?=(\d{3})+$)/g, ".") : id);
