import { compactVerify, type JWTHeaderParameters } from "jose";

/**
 * Verifies a compact JWS of one type, signed with ES256 by the key that `keyFor` gives for its `kid`.
 * @returns its claims, or null for any fault
 */
export async function readJws(
  token: string,
  type: string,
  keyFor: (keyId: string) => Promise<CryptoKey | null> | CryptoKey | null,
): Promise<Record<string, unknown> | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      token,
      async (header) => (header.kid && (await keyFor(header.kid))) || Promise.reject(new Error("unknown key")),
      { algorithms: ["ES256"] },
    );
    if ((protectedHeader as JWTHeaderParameters).typ !== type) return null;
    const claims: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
    return isRecord(claims) ? claims : null;
  } catch {
    return null;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isInstant = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isTextArray = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
