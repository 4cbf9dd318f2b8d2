import { Tagged } from "cborg";
import { isBytes, isInteger, isMap, isText, readCbor, writeCbor } from "./cbor";

const tag = 18;
const header = { algorithm: 1, critical: 2, keyId: 4 } as const;
const es256 = -7;

/** A COSE_Sign1 message (RFC 9052 §4.2) that nobody has verified yet. */
export interface CoseSign1 {
  /** Label 4 of the protected header, as bytes; empty when it names no key. */
  readonly keyId: Uint8Array<ArrayBuffer>;
  readonly algorithm: number | null;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly protectedHeader: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Gives null unless the bytes are exactly one tagged message without critical or repeated header parameters. */
export function readCoseSign1(bytes: Uint8Array): CoseSign1 | null {
  const item = readCbor(bytes, tag);
  if (!(item instanceof Tagged) || !Array.isArray(item.value) || item.value.length !== 4) return null;
  const [protectedHeader, unprotected, payload, signature] = item.value as unknown[];
  if (!isBytes(protectedHeader) || !isMap(unprotected) || !isBytes(payload) || !isBytes(signature)) return null;
  const parameters = protectedHeader.length === 0 ? new Map() : readCbor(protectedHeader);
  if (!isMap(parameters) || !areLabels(parameters) || !areLabels(unprotected)) return null;
  if ([...unprotected.keys()].some((label) => parameters.has(label))) return null;
  const algorithm = parameters.get(header.algorithm) ?? null;
  const keyId = parameters.get(header.keyId) ?? new Uint8Array();
  if (!isBytes(keyId) || (algorithm !== null && !isInteger(algorithm))) return null;
  return { keyId, algorithm, payload, protectedHeader, signature };
}

const areLabels = (parameters: Map<unknown, unknown>): boolean =>
  !parameters.has(header.critical) && [...parameters.keys()].every((label) => isInteger(label) || isText(label));

/** Whether this P-256 key made the signature. The algorithm must be ES256, in the protected header (RFC 9052 §4.4). */
export async function verifyCoseSign1(message: CoseSign1, key: CryptoKey): Promise<boolean> {
  if (message.algorithm !== es256 || message.signature.length !== 64) return false;
  const signed = writeCbor(["Signature1", message.protectedHeader, new Uint8Array(), message.payload]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, message.signature, signed);
}
