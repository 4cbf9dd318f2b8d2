import { inflate } from "./inflate";
import { fromBase64Url } from "./encodings";
import { isInstant, isRecord, readJws } from "./jws";
import type { Issuer } from "./trust-list";

/** Most bytes that a list may unpack to: 64 Mi entries of two bits. */
const mostBytes = 16 * 1024 * 1024;

/** The published states of many documents (Token Status List §4). */
export interface StatusList {
  readonly uri: string;
  readonly issuedAt: number;
  /** Null when the issuer set no end. */
  readonly expiresAt: number | null;
  /** Seconds that a copy may be used before asking again; null when the issuer does not say. */
  readonly timeToLive: number | null;
  readonly bits: number;
  readonly bytes: Uint8Array;
}

/** Reads a list that a signer of this issuer signed for this address (§8.3); null for any fault. Its end is for the verdict to judge. */
export async function readStatusList(token: string, uri: string, issuer: Issuer): Promise<StatusList | null> {
  let notBefore = 0;
  let notAfter = 0;
  const claims = await readJws(token, "statuslist+jwt", (keyId) => {
    const signer = issuer.signers.get(keyId);
    if (!signer) return null;
    ({ notBefore, notAfter } = signer);
    return signer.key;
  });
  if (!claims || claims["sub"] !== uri || !isInstant(claims["iat"]) || !isRecord(claims["status_list"])) return null;
  if (claims["iat"] < notBefore || claims["iat"] > notAfter) return null;
  const { bits, lst } = claims["status_list"];
  const packed = typeof lst === "string" ? fromBase64Url(lst) : null;
  if (![1, 2, 4, 8].includes(bits as number) || !packed) return null;
  const bytes = await inflate(packed, mostBytes);
  if (!bytes || bytes.length === 0) return null;
  return {
    uri,
    issuedAt: claims["iat"],
    expiresAt: isInstant(claims["exp"]) ? claims["exp"] : null,
    timeToLive: isInstant(claims["ttl"]) ? claims["ttl"] : null,
    bits: bits as number,
    bytes,
  };
}

/** The state at an index, lowest bits of a byte first (§4.1); null outside the list. */
export function stateAt(list: StatusList, index: number): number | null {
  const perByte = 8 / list.bits;
  const byte = list.bytes[Math.floor(index / perByte)];
  return byte === undefined ? null : (byte >> ((index % perByte) * list.bits)) & ((1 << list.bits) - 1);
}
