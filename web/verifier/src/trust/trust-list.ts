import { calculateJwkThumbprint, importJWK, type JWK } from "jose";
import { readSigner, signerKeyId, type SignerKey } from "./certificates";
import { fromBase64, toBase64Url } from "./encodings";
import { isInstant, isRecord, isTextArray, readJws } from "./jws";

/** Whom the verifier believes, ready to verify with: chains checked, keys imported. */
export interface TrustList {
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Grows with every change; a list with a lower one than the list held is refused. */
  readonly sequence: number;
  readonly issuers: ReadonlyMap<string, Issuer>;
}

export interface Issuer {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  readonly statusLists: readonly string[];
  /** By the base64url of the signer's eight bytes. Null for a signer that is withdrawn or fails its profile. */
  readonly signers: ReadonlyMap<string, SignerKey | null>;
}

/** Reads a list signed by the publisher's pinned key; null for any fault. Whether it is still in force is for the verdict. */
export async function readTrustList(token: string, publisher: JWK): Promise<TrustList | null> {
  const key = await importPublisher(publisher);
  if (!key) return null;
  const thumbprint = await calculateJwkThumbprint(publisher);
  const claims = await readJws(token, "trust-list+jwt", (keyId) => (keyId === thumbprint ? key : null));
  if (!claims || !isInstant(claims["iat"]) || !isInstant(claims["exp"]) || !isInstant(claims["sequence"])) return null;
  if (!Array.isArray(claims["issuers"])) return null;
  const issuers = await Promise.all(claims["issuers"].map(readIssuer));
  if (!issuers.every((issuer) => issuer !== null)) return null;
  return {
    issuedAt: claims["iat"],
    expiresAt: claims["exp"],
    sequence: claims["sequence"],
    issuers: new Map(issuers.map((issuer) => [issuer.id, issuer])),
  };
}

async function importPublisher(jwk: JWK): Promise<CryptoKey | null> {
  if (jwk.kty !== "EC" || jwk.crv !== "P-256" || jwk.d !== undefined) return null;
  try {
    return (await importJWK({ kty: "EC", crv: "P-256", x: jwk.x!, y: jwk.y! }, "ES256")) as CryptoKey;
  } catch {
    return null;
  }
}

async function readIssuer(item: unknown): Promise<Issuer | null> {
  if (!isRecord(item) || typeof item["id"] !== "string" || !isRecord(item["name"])) return null;
  if (!isTextArray(item["iaca"]) || !isTextArray(item["status_lists"]) || !Array.isArray(item["signers"])) return null;
  const authorities = item["iaca"].map(fromBase64).filter((bytes) => bytes !== null);
  const signers = await Promise.all(item["signers"].map((signer) => readListedSigner(signer, authorities)));
  return {
    id: item["id"],
    name: Object.fromEntries(Object.entries(item["name"]).filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    statusLists: item["status_lists"],
    signers: new Map(signers.filter((signer) => signer !== null)),
  };
}

async function readListedSigner(item: unknown, authorities: Uint8Array<ArrayBuffer>[]): Promise<[string, SignerKey | null] | null> {
  if (!isRecord(item) || typeof item["certificate"] !== "string") return null;
  const certificate = fromBase64(item["certificate"]);
  if (!certificate) return null;
  const keyId = toBase64Url(await signerKeyId(certificate));
  const counts = item["status"] === "active" && item["kid"] === keyId;
  return [keyId, counts ? await readSigner(certificate, authorities) : null];
}
