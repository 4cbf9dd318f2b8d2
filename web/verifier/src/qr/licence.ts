import { isBytes, isInteger, isMap, isText, isUnsigned, readDeterministicCbor } from "./cbor";
import type { Day } from "./day";
import { readHolder, type Holder } from "./holder";

/** The register's state of a licence, with the codes of the status list (Token Status List §7.1; 3 is ours). */
export const state = { valid: 0, withdrawn: 1, suspended: 2, withheld: 3 } as const;

/** Seconds since 1970-01-01T00:00Z (NumericDate). */
export type Instant = number;

export interface LicenceClass {
  readonly code: string;
  readonly from: Day;
  readonly to: Day;
}

export interface Licence {
  readonly number: string;
  readonly classes: readonly LicenceClass[];
  readonly issueDate: Day;
  readonly expiryDate: Day;
  readonly authority: string;
  readonly restrictions: readonly string[];
  readonly country: string;
  /** What the register said when the code was made. */
  readonly stateAtIssue: number;
  readonly updatedAt: Instant;
}

/** Everything a licence code says: a CWT claims set (RFC 8392). */
export interface LicenceClaims {
  readonly issuer: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly status: { readonly uri: string; readonly index: number };
  readonly holder: Holder;
  readonly licence: Licence;
}

const claim = { issuer: 1, expiry: 4, issuedAt: 6, codeId: 7, identity: 169, status: 65535, licence: -65537 } as const;
const codeIdSize = 16;

/** Reads the claims of a verified payload; null when they break the specification. Unknown claims are read over. */
export function readClaims(payload: Uint8Array): LicenceClaims | null {
  const claims = readDeterministicCbor(payload);
  if (!isMap(claims)) return null;
  const issuer = claims.get(claim.issuer);
  const expiresAt = claims.get(claim.expiry);
  const issuedAt = claims.get(claim.issuedAt);
  const codeId = claims.get(claim.codeId);
  const holder = readHolder(claims.get(claim.identity));
  const status = readStatus(claims.get(claim.status));
  const licence = readLicence(claims.get(claim.licence));
  if (!isText(issuer) || !isUnsigned(expiresAt) || !isUnsigned(issuedAt)) return null;
  if (!isBytes(codeId) || codeId.length !== codeIdSize || !holder || !status || !licence) return null;
  return { issuer, issuedAt, expiresAt, status, holder, licence };
}

function readStatus(claimed: unknown): LicenceClaims["status"] | null {
  const list = isMap(claimed) ? claimed.get("status_list") : null;
  if (!isMap(list)) return null;
  const index = list.get("idx");
  const uri = list.get("uri");
  return isUnsigned(index) && isText(uri) ? { uri, index } : null;
}

function readLicence(claimed: unknown): Licence | null {
  if (!isMap(claimed)) return null;
  const [number, listed, issueDate, expiryDate, authority, limits, country, stateAtIssue, updatedAt] =
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) => claimed.get(key));
  const classes = Array.isArray(listed) ? listed.map(readClass) : [];
  const restrictions = limits ?? [];
  if (!isText(number) || !isText(authority) || !isText(country)) return null;
  if (!isInteger(issueDate) || !isInteger(expiryDate) || !isUnsigned(updatedAt)) return null;
  if (!isUnsigned(stateAtIssue) || stateAtIssue > state.withheld) return null;
  if (classes.length === 0 || !classes.every((item) => item !== null)) return null;
  if (!Array.isArray(restrictions) || !restrictions.every(isText)) return null;
  return { number, classes, issueDate, expiryDate, authority, restrictions, country, stateAtIssue, updatedAt };
}

function readClass(item: unknown): LicenceClass | null {
  if (!Array.isArray(item) || item.length !== 3) return null;
  const [code, from, to] = item as unknown[];
  return isText(code) && isInteger(from) && isInteger(to) ? { code, from, to } : null;
}
