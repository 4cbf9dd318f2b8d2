import { verifyCoseSign1 } from "../qr/cose";
import { readCode, type LicenceCode } from "../qr/code";
import type { Day } from "../qr/day";
import { readClaims, state, type Licence, type LicenceClaims } from "../qr/licence";
import { toBase64Url } from "../trust/encodings";
import { stateAt, type StatusList } from "../trust/status-list";
import type { TrustList } from "../trust/trust-list";
import type { Answer, Evidence, Reason, Verdict } from "./verdict";

const clockTolerance = 5 * 60;
const expiryTolerance = 60;
const longestLife = 72 * 3600;

/** What a verifier holds without a network: lists it has verified. */
export interface Knowledge {
  readonly trustList: TrustList | null;
  /** By address. */
  readonly statusLists: ReadonlyMap<string, StatusList>;
}

/** The device's clock: the instant in seconds, and the day it is where the officer stands. */
export interface Now {
  readonly instant: number;
  readonly today: Day;
}

/** The verdict on a code, without asking anybody. */
export async function decide(text: string, knowledge: Knowledge, now: Now): Promise<Verdict> {
  const trustList = knowledge.trustList;
  const evidence: Evidence = { signatureChecked: false, trustListFrom: trustList?.issuedAt ?? null, state: null };
  const code = readCode(text);
  if (!code) return verdict("not-a-licence", "not-a-licence", null, evidence);
  if (!trustList) return verdict("unknown", "no-trust-list", null, evidence);

  const checked = await checkSignature(code, trustList);
  if ("answer" in checked) return verdict(checked.answer, checked.reason, null, evidence);
  const signed = { ...evidence, signatureChecked: true };
  const { claims } = checked;
  if (claims.issuedAt > now.instant + clockTolerance) return verdict("stale", "from-the-future", claims, signed);
  if (now.instant > claims.expiresAt + expiryTolerance) return verdict("stale", "stale", claims, signed);
  return checkState(claims, knowledge, trustList, now, signed);
}

type Refused = { answer: Answer; reason: Reason };

async function checkSignature({ message, claimedIssuer }: LicenceCode, trustList: TrustList): Promise<Refused | { claims: LicenceClaims }> {
  const keyId = toBase64Url(message.keyId);
  if (claimedIssuer === null) {
    const known = [...trustList.issuers.values()].some((issuer) => issuer.signers.has(keyId));
    return known ? { answer: "not-genuine", reason: "claims" } : { answer: "unknown-issuer", reason: "unknown-issuer" };
  }

  const signer = trustList.issuers.get(claimedIssuer)?.signers.get(keyId);
  if (signer === undefined) return { answer: "unknown-issuer", reason: "unknown-issuer" };
  if (signer === null) return { answer: "not-genuine", reason: "signer" };
  if (!(await verifyCoseSign1(message, signer.key))) return { answer: "not-genuine", reason: "signature" };
  const claims = readClaims(message.payload);
  if (!claims || !hasPlausibleLife(claims)) return { answer: "not-genuine", reason: "claims" };
  const inForce = signer.notBefore <= claims.issuedAt && claims.issuedAt <= signer.notAfter;
  return inForce ? { claims } : { answer: "not-genuine", reason: "signer" };
}

function checkState(claims: LicenceClaims, knowledge: Knowledge, trustList: TrustList, now: Now, signed: Evidence): Verdict {
  const fromList = listedState(claims, knowledge, trustList, now);
  // The register's answer stands in the code and in the list; the newer of the two counts.
  const newest = fromList && fromList.from >= claims.issuedAt
    ? fromList
    : { source: "code" as const, value: claims.licence.stateAtIssue, from: claims.issuedAt };
  const evidence = { ...signed, state: { source: newest.source, from: newest.from } };

  if (newest.value === state.withheld) return verdict("withheld", "withheld", claims, evidence);
  if (newest.value === state.suspended) return verdict("suspended", "suspended", claims, evidence);
  if (newest.value !== state.valid) return verdict("withdrawn", "withdrawn", claims, evidence);
  if (hasExpired(claims.licence, now.today)) return verdict("expired", "expired", claims, evidence);
  if (!fromList) return verdict("unknown", "no-status-list", claims, evidence);
  if (now.instant > trustList.expiresAt) return verdict("unknown", "trust-list-outdated", claims, evidence);
  return verdict("valid", "valid", claims, evidence);
}

function listedState(claims: LicenceClaims, knowledge: Knowledge, trustList: TrustList, now: Now) {
  const { uri, index } = claims.status;
  const list = knowledge.statusLists.get(uri);
  if (!list || !trustList.issuers.get(claims.issuer)?.statusLists.includes(uri)) return null;
  if (list.expiresAt !== null && now.instant > list.expiresAt) return null;
  const value = stateAt(list, index);
  return value === null ? null : { source: "status-list" as const, value, from: list.issuedAt };
}

export const hasExpired = (licence: Licence, today: Day): boolean =>
  licence.expiryDate < today || licence.classes.every((item) => item.to < today);

const hasPlausibleLife = ({ issuedAt, expiresAt }: LicenceClaims): boolean =>
  expiresAt > issuedAt && expiresAt - issuedAt <= longestLife;

const verdict = (answer: Answer, reason: Reason, claims: LicenceClaims | null, evidence: Evidence): Verdict =>
  ({ answer, reason, claims, evidence });
