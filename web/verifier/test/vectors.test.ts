import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, type Knowledge, type Now } from "../src/verdict/decide";
import { readStatusList } from "../src/trust/status-list";
import { readTrustList } from "../src/trust/trust-list";
import vectors from "./vectors.json";

interface Case {
  name: string;
  text: string;
  expectedVerdict: string;
  statusList?: string;
  withoutStatusList?: boolean;
}

const now: Now = { instant: vectors.now, today: Math.floor(vectors.now / 86_400) };
const trustList = await readTrustList(vectors.trustList, vectors.operatorJwk);
const issuer = [...trustList!.issuers.values()].find((item) => item.statusLists.includes(vectors.statusListUri))!;

async function knowledgeFor(item: Case): Promise<Knowledge> {
  const list = item.withoutStatusList
    ? null
    : await readStatusList(item.statusList ?? vectors.statusList, vectors.statusListUri, issuer);
  if (!item.withoutStatusList) assert.ok(list, "the status list of the vectors is genuine");
  return { trustList, statusLists: new Map(list ? [[list.uri, list]] : []) };
}

for (const item of vectors.cases as Case[]) {
  test(`The published case "${item.name}" comes to ${item.expectedVerdict}`, async () => {
    const verdict = await decide(item.text, await knowledgeFor(item), now);
    assert.equal(verdict.answer, item.expectedVerdict);
    const unread = ["not-a-licence", "unknown-issuer", "not-genuine"].includes(verdict.answer);
    assert.equal(verdict.claims === null, unread, "claims are shown only under a checked signature");
  });
}
