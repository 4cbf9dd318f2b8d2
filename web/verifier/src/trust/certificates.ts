import "reflect-metadata"; // asked for by the dependency injection inside @peculiar/x509
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
} from "@peculiar/x509";
import { sameBytes } from "../qr/cbor";

/** Extended key usage of a document signer (ISO/IEC 18013-5 Annex B.1.4). */
const documentSignerUsage = "1.0.18013.5.1.2";
const longestSignerMilliseconds = 457 * 86_400_000;
const longestRootYears = 20;

/** A document signer whose certificate chain fulfils the profile of ISO/IEC 18013-5 Annex B.1. */
export interface SignerKey {
  readonly key: CryptoKey;
  /** Seconds; signatures made outside of them do not count. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** The eight bytes that signatures name a signer by: the first of the SHA-256 of its certificate. */
export async function signerKeyId(certificate: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", certificate)).slice(0, 8);
}

/** The signer's key if one of the authorities issued its certificate and both fulfil their profile; otherwise null. */
export async function readSigner(der: Uint8Array<ArrayBuffer>, authorities: readonly Uint8Array<ArrayBuffer>[]): Promise<SignerKey | null> {
  try {
    const signer = new X509Certificate(der);
    if (!isDocumentSigner(signer)) return null;
    for (const authority of authorities.map((bytes) => new X509Certificate(bytes))) {
      if (isAuthority(authority) && (await issued(authority, signer))) return await toKey(signer);
    }
  } catch {
    // A certificate that cannot be read cannot be relied upon.
  }
  return null;
}

function isDocumentSigner(certificate: X509Certificate): boolean {
  return (
    curveOf(certificate) === "P-256" &&
    usages(certificate) === KeyUsageFlags.digitalSignature &&
    (certificate.getExtension(ExtendedKeyUsageExtension)?.usages.includes(documentSignerUsage) ?? false) &&
    !certificate.getExtension(BasicConstraintsExtension)?.ca &&
    certificate.notAfter.getTime() - certificate.notBefore.getTime() <= longestSignerMilliseconds
  );
}

function isAuthority(certificate: X509Certificate): boolean {
  const latest = new Date(certificate.notBefore);
  latest.setUTCFullYear(latest.getUTCFullYear() + longestRootYears);
  return (
    ["P-256", "P-384"].includes(curveOf(certificate)) &&
    usages(certificate) === (KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign) &&
    (certificate.getExtension(BasicConstraintsExtension)?.ca ?? false) &&
    certificate.notAfter <= latest
  );
}

async function issued(authority: X509Certificate, signer: X509Certificate): Promise<boolean> {
  return (
    sameBytes(new Uint8Array(signer.issuerName.toArrayBuffer()), new Uint8Array(authority.subjectName.toArrayBuffer())) &&
    authority.notBefore <= signer.notBefore &&
    signer.notAfter <= authority.notAfter &&
    (await signer.verify({ publicKey: authority.publicKey, signatureOnly: true }))
  );
}

async function toKey(certificate: X509Certificate): Promise<SignerKey> {
  return {
    key: await certificate.publicKey.export({ name: "ECDSA", namedCurve: "P-256" }, ["verify"]),
    notBefore: certificate.notBefore.getTime() / 1000,
    notAfter: certificate.notAfter.getTime() / 1000,
  };
}

const curveOf = (certificate: X509Certificate): string =>
  (certificate.publicKey.algorithm as Partial<EcKeyAlgorithm>).namedCurve ?? "";

const usages = (certificate: X509Certificate): number => certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
