import { decode, encode, rfc8949EncodeOptions, Tagged, type DecodeOptions } from "cborg";

/** Strict CBOR: shortest forms, definite lengths, no repeated keys, no floats beyond numbers, no bytes left over. */
const strict: DecodeOptions = {
  strict: true,
  useMaps: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
};

/** Reads one item, allowing only these tags. Gives undefined when the bytes are not exactly one strict item. */
export function readCbor(bytes: Uint8Array, ...tags: number[]): unknown {
  try {
    return decode(bytes, { ...strict, tags: Tagged.preserve(...tags) }) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads one item in the deterministic encoding of RFC 8949 §4.2.1; anything else gives undefined. */
export function readDeterministicCbor(bytes: Uint8Array): unknown {
  const item = readCbor(bytes);
  if (item === undefined) return undefined;
  const again = encode(item, rfc8949EncodeOptions);
  return sameBytes(again, bytes) ? item : undefined;
}

export const writeCbor = (item: unknown): Uint8Array<ArrayBuffer> => encode(item, rfc8949EncodeOptions);

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export const isMap = (item: unknown): item is Map<unknown, unknown> => item instanceof Map;
export const isText = (item: unknown): item is string => typeof item === "string";
export const isBytes = (item: unknown): item is Uint8Array<ArrayBuffer> => item instanceof Uint8Array;
export const isInteger = (item: unknown): item is number => Number.isSafeInteger(item);
export const isUnsigned = (item: unknown): item is number => isInteger(item) && item >= 0;
