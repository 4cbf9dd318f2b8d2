const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const values = new Map([...alphabet].map((character, value) => [character, value]));

/** Decodes base45 (RFC 9285 §4). Gives null for a foreign character, an impossible length or a group above its range. */
export function decodeBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3) / 2);
  let at = 0;
  for (let i = 0; i < text.length; i += 3) {
    const group = [...text.slice(i, i + 3)].map((character) => values.get(character));
    const [low, middle, high = 0] = group;
    if (group.includes(undefined) || low === undefined || middle === undefined) return null;
    const value = low + middle * 45 + high * 45 * 45;
    if (group.length === 3) {
      if (value > 0xffff) return null;
      bytes[at++] = value >> 8;
    } else if (value > 0xff) {
      return null;
    }
    bytes[at++] = value & 0xff;
  }
  return bytes;
}
