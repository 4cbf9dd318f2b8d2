import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBase45 } from "../src/qr/base45";
import { decide, type Knowledge } from "../src/verdict/decide";
import { readStatusList } from "../src/trust/status-list";
import { readTrustList } from "../src/trust/trust-list";
import { encodeBase45 } from "./support/encode-base45";
import vectors from "./vectors.json";

const now = { instant: vectors.now, today: Math.floor(vectors.now / 86_400) };
const valid = vectors.cases.find((item) => item.name === "valid without a portrait")!.text;

const encode = (bytes: Uint8Array): string => `CBD1:${encodeBase45(bytes)}`;

test("A code with any one byte changed is never valid, and shows nothing of itself", async () => {
  const trustList = (await readTrustList(vectors.trustList, vectors.operatorJwk))!;
  const issuer = [...trustList.issuers.values()].find((item) => item.statusLists.includes(vectors.statusListUri))!;
  const list = (await readStatusList(vectors.statusList, vectors.statusListUri, issuer))!;
  const knowledge: Knowledge = { trustList, statusLists: new Map([[list.uri, list]]) };
  const bytes = decodeBase45(valid.slice(5))!;
  assert.equal((await decide(encode(bytes), knowledge, now)).answer, "valid");
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.with(at, bytes[at]! ^ (1 << at % 8));
    const { answer, claims } = await decide(encode(changed), knowledge, now);
    assert.ok(["not-a-licence", "unknown-issuer", "not-genuine"].includes(answer), `byte ${at}: ${answer}`);
    assert.equal(claims, null);
  }
});

test("A trust list or status list that another signed, or of another type, is not read", async () => {
  const trustList = (await readTrustList(vectors.trustList, vectors.operatorJwk))!;
  const issuer = [...trustList.issuers.values()].find((item) => item.statusLists.includes(vectors.statusListUri))!;
  const { x, y, ...rest } = vectors.operatorJwk;
  assert.equal(await readTrustList(vectors.trustList, { ...rest, x: y, y: x }), null);
  assert.equal(await readTrustList(vectors.statusList, vectors.operatorJwk), null);
  assert.equal(await readStatusList(vectors.trustList, vectors.statusListUri, issuer), null);
  assert.equal(await readStatusList(vectors.statusList, `${vectors.statusListUri}0`, issuer), null, "another address");
  assert.equal(await readStatusList(`${vectors.statusList.slice(0, -4)}AAAA`, vectors.statusListUri, issuer), null);
});
