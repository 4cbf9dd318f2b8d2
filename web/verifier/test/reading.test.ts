import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { readCbor, readDeterministicCbor } from "../src/qr/cbor";
import { fromPaste, readCode } from "../src/qr/code";
import { inflate } from "../src/trust/inflate";
import { readCoseSign1 } from "../src/qr/cose";
import { encodeBase45 } from "./support/encode-base45";

const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

test("Zlib unpacks up to its bound and no further", async () => {
  const packed = new Uint8Array(deflateSync(new Uint8Array(5000)));
  assert.equal((await inflate(packed, 5000))?.length, 5000);
  assert.equal(await inflate(packed, 4999), null);
  assert.equal(await inflate(bytes("78daffff"), 5000), null);
});

test("CBOR with longer forms, repeated keys, endless lengths or bytes left over is refused", () => {
  assert.equal(readCbor(bytes("1801")), undefined, "a 1 in two bytes");
  assert.equal(readCbor(bytes("a201010102")), undefined, "key 1 twice");
  assert.equal(readCbor(bytes("9f01ff")), undefined, "an array without length");
  assert.equal(readCbor(bytes("0101")), undefined, "a byte left over");
  assert.equal(readCbor(bytes("c100")), undefined, "a tag nobody asked for");
  assert.equal(readDeterministicCbor(bytes("a202010101")), undefined, "keys out of order");
  assert.ok(readDeterministicCbor(bytes("a201010201")));
});

test("Thousands of nested arrays are refused without harm", () => {
  assert.equal(readCbor(new Uint8Array(100_000).fill(0x81)), undefined);
});

test("COSE without its tag, with a critical header or a label on both sides is refused", () => {
  assert.ok(readCoseSign1(bytes("d28443a10126a04040")), "the plain message is read");
  assert.equal(readCoseSign1(bytes("8443a10126a04040")), null, "no tag");
  assert.equal(readCoseSign1(bytes("d28446a20126028101a04040")), null, "critical");
  assert.equal(readCoseSign1(bytes("d28443a10126a101264040")), null, "algorithm twice");
});

test("A code whose bytes begin like zlib is of a later version, and refused", () => {
  const message = bytes("d28443a10126a04040");
  assert.ok(readCode(`CBD1:${encodeBase45(message)}`));
  assert.equal(readCode(`CBD1:${encodeBase45(deflateSync(message))}`), null);
});

test("Pasting drops line breaks and keeps spaces, which belong to base45", () => {
  assert.equal(fromPaste("  CBD1:A B\r\nC D "), "CBD1:A BC D ");
});
