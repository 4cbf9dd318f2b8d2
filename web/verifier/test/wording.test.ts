import assert from "node:assert/strict";
import { test } from "node:test";
import { age, date, grouped } from "../src/texts/format";
import { texts } from "../src/texts/languages";
import { known } from "../src/verdict/known";
import type { Verdict } from "../src/verdict/verdict";

const verdict = (evidence: Verdict["evidence"], reason: Verdict["reason"] = "valid"): Verdict =>
  ({ answer: "valid", reason, claims: null, evidence });

test("A verdict says how it is known and how old that is", () => {
  const listed = verdict({ signatureChecked: true, trustListFrom: 0, state: { source: "status-list", from: 1000 } });
  assert.equal(known(listed, 1000 + 6 * 3600, false, texts.es), "Firma comprobada · lista de estados de hace 6 h · sin conexión");
  const told = verdict({ signatureChecked: true, trustListFrom: 0, state: { source: "code", from: 1000 } });
  assert.equal(known(told, 1120, true, texts.en), "Signature checked · status the register gave when the code was made, 2 min ago · online");
  const rejected = verdict({ signatureChecked: false, trustListFrom: 0, state: null }, "signature");
  assert.equal(known(rejected, 30, true, texts.es), "Firma comprobada y rechazada · lista de emisores de hace menos de 1 min · con conexión");
});

test("Ages are said in their largest unit", () => {
  assert.equal(age(59, texts.es), "menos de 1 min");
  assert.equal(age(61, texts.es), "1 min");
  assert.equal(age(47 * 3600, texts.es), "47 h");
  assert.equal(age(72 * 3600, texts.es), "3 días");
});

test("Days are written as days, numbers in groups", () => {
  assert.equal(date(5580, "en"), "12\u00a0Apr\u00a01985");
  assert.equal(date(5580, "es"), "12\u00a0abr\u00a01985");
  assert.equal(date(-1, "es"), "31\u00a0dic\u00a01969");
  assert.equal(grouped("31456789"), "31.456.789");
  assert.equal(grouped("RA-12"), "RA-12");
});
