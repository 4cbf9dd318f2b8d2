import { isBytes, isMap, isText } from "./cbor";
import type { Day } from "./day";

/** The person, in the keys of MOSIP's Claim 169 (QR code specification 1.0.0 §3.1). */
export interface Holder {
  readonly id: string;
  readonly givenNames: string;
  readonly familyNames: string;
  readonly birthDate: Day;
  /** A small picture of the face, or null when the code carries none that we can show. */
  readonly photo: Blob | null;
}

const key = { id: 1, first: 5, last: 7, birth: 8, photo: 16, photoFormat: 17 } as const;
const imageTypes = new Map<unknown, string>([[1, "image/jpeg"], [3, "image/avif"], [4, "image/webp"]]);
const millisecondsADay = 86_400_000;

export function readHolder(claimed: unknown): Holder | null {
  if (!isMap(claimed)) return null;
  const id = claimed.get(key.id);
  const givenNames = claimed.get(key.first);
  const familyNames = claimed.get(key.last);
  const birthDate = readDay(claimed.get(key.birth));
  if (!isText(id) || !isText(givenNames) || !isText(familyNames) || birthDate === null) return null;
  return { id, givenNames, familyNames, birthDate, photo: readPhoto(claimed.get(key.photo), claimed.get(key.photoFormat)) };
}

function readPhoto(bytes: unknown, format: unknown): Blob | null {
  const type = imageTypes.get(format);
  return isBytes(bytes) && type ? new Blob([bytes], { type }) : null;
}

/** "19850412" as a day; null when there is no such day. */
function readDay(text: unknown): Day | null {
  if (!isText(text) || !/^\d{8}$/.test(text)) return null;
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? time / millisecondsADay : null;
}
