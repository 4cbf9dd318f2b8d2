import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBase45 } from "../src/qr/base45";

const text = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);

test("The examples of RFC 9285 §4.3 decode", () => {
  assert.equal(text(decodeBase45("BB8")), "AB");
  assert.equal(text(decodeBase45("%69 VD92EX0")), "Hello!!");
  assert.equal(text(decodeBase45("UJCLQE7W581")), "base-45");
  assert.equal(text(decodeBase45("QED8WEX0")), "ietf!");
});

test("What is not base45 is refused", () => {
  assert.equal(decodeBase45("GGW"), null, "a group of three above 65535");
  assert.equal(decodeBase45("::"), null, "a group of two above 255");
  assert.equal(decodeBase45("A"), null, "a single character");
  assert.equal(decodeBase45("BB8A"), null, "one left over");
  assert.equal(decodeBase45("bb8"), null, "small letters");
  assert.equal(decodeBase45("B🙂"), null, "a pair of surrogates");
});

test("Nothing decodes to nothing", () => assert.equal(decodeBase45("")?.length, 0));
