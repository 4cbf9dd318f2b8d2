import assert from "node:assert/strict";
import { test } from "node:test";
import { stateAt } from "../src/trust/status-list";

const list = (bits: number, ...bytes: number[]) =>
  ({ uri: "", issuedAt: 0, expiresAt: null, timeToLive: null, bits, bytes: Uint8Array.from(bytes) });

test("The one-bit example of Token Status List §4.1 reads from the lowest bit up", () => {
  const states = Array.from({ length: 16 }, (_, index) => stateAt(list(1, 0xb9, 0xa3), index));
  assert.deepEqual(states, [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]);
});

test("The two-bit example of Token Status List §4.1 reads from the lowest bits up", () => {
  const states = Array.from({ length: 12 }, (_, index) => stateAt(list(2, 0xc9, 0x44, 0xf9), index));
  assert.deepEqual(states, [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]);
});

test("Outside the list there is no state", () => assert.equal(stateAt(list(2, 0), 4), null));
