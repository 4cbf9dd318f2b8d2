import { age } from "../texts/format";
import type { Texts } from "../texts/texts";
import type { Evidence, Verdict } from "./verdict";

/** How a verdict is known and how old that knowledge is, in words. */
export function known({ reason, evidence }: Verdict, instant: number, online: boolean, texts: Texts): string {
  const since = (from: number): string => age(Math.max(0, instant - from), texts);
  const parts = [signature(reason, evidence, texts)];
  if (evidence.state?.source === "status-list") parts.push(texts.known.statusList(since(evidence.state.from)));
  else if (evidence.state) parts.push(texts.known.fromCode(since(evidence.state.from)));
  else if (evidence.trustListFrom !== null) parts.push(texts.known.trustList(since(evidence.trustListFrom)));
  parts.push(online ? texts.online : texts.offline);
  const sentence = parts.join(" · ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function signature(reason: Verdict["reason"], evidence: Evidence, texts: Texts): string {
  if (evidence.signatureChecked) return texts.known.signature;
  return reason === "signature" ? texts.known.badSignature : texts.known.noSignature;
}
