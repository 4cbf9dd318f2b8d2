import { decodeBase45 } from "./base45";
import { isMap, isText, readDeterministicCbor } from "./cbor";
import { readCoseSign1, type CoseSign1 } from "./cose";

const prefix = "CBD1:";
/** A longer text is no licence code: this is what fits QR version 23 at level M. */
const longestText = 1200;
const issuerClaim = 1;

/** The envelope of a licence code. Nothing in it may be believed before its signature is verified. */
export interface LicenceCode {
  readonly message: CoseSign1;
  /** The issuer that the code names, or null when its claims cannot be read. */
  readonly claimedIssuer: string | null;
}

/** Reads what the camera saw; null when it is not a licence code at all. */
export function readCode(text: string): LicenceCode | null {
  if (text.length > longestText || !text.startsWith(prefix)) return null;
  const encoded = decodeBase45(text.slice(prefix.length));
  if (!encoded || encoded.length === 0) return null;
  const message = readCoseSign1(encoded);
  return message ? { message, claimedIssuer: peekIssuer(message.payload) } : null;
}

function peekIssuer(payload: Uint8Array): string | null {
  const claims = readDeterministicCbor(payload);
  const issuer = isMap(claims) ? claims.get(issuerClaim) : null;
  return isText(issuer) ? issuer : null;
}

/**
 * What a person pastes, made into what a camera would have read: line breaks go, the rest stays
 * (a space is a character of base45).
 */
export const fromPaste = (text: string): string => text.replace(/[\r\n\t]+/g, "").replace(/^ +/, "");
