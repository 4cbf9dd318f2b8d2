import { age } from "../texts/format";
import type { Texts } from "../texts/texts";
import type { Evidence } from "./verdict";

/** How a verdict is known and how old that knowledge is, in words. */
export function known(evidence: Evidence, instant: number, online: boolean, texts: Texts): string {
  const since = (from: number): string => age(Math.max(0, instant - from), texts);
  const parts = [evidence.signatureChecked ? texts.known.signature : texts.known.noSignature];
  if (evidence.state?.source === "status-list") parts.push(texts.known.statusList(since(evidence.state.from)));
  else if (evidence.state) parts.push(texts.known.fromCode(since(evidence.state.from)));
  else if (evidence.trustListFrom !== null) parts.push(texts.known.trustList(since(evidence.trustListFrom)));
  parts.push(online ? texts.online : texts.offline);
  const sentence = parts.join(" · ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
