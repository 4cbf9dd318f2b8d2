import type { LicenceClaims } from "../qr/licence";

/** The answers, in the order in which they exclude one another. */
export type Answer =
  | "not-a-licence"
  | "unknown-issuer"
  | "not-genuine"
  | "stale"
  | "withheld"
  | "suspended"
  | "withdrawn"
  | "expired"
  | "unknown"
  | "valid";

/** What decided it; each has its own sentence. */
export type Reason =
  | "not-a-licence"
  | "no-trust-list"
  | "unknown-issuer"
  | "signer"
  | "signature"
  | "claims"
  | "from-the-future"
  | "stale"
  | "withheld"
  | "suspended"
  | "withdrawn"
  | "expired"
  | "no-status-list"
  | "trust-list-outdated"
  | "valid";

/** What a verdict rests on. Times in seconds. */
export interface Evidence {
  readonly signatureChecked: boolean;
  /** When the trust list was issued; null when there is none. */
  readonly trustListFrom: number | null;
  /** Where the licence's state was learnt, and as of when; null when it was not asked. */
  readonly state: { readonly source: "status-list" | "code"; readonly from: number } | null;
}

export interface Verdict {
  readonly answer: Answer;
  readonly reason: Reason;
  /** What the code says; null unless its signature was good. */
  readonly claims: LicenceClaims | null;
  readonly evidence: Evidence;
}

/** Valid, stop and wait: the three colours, each with its own shapes. */
export type Tone = "valid" | "stop" | "wait";

export const toneOf: Record<Answer, Tone> = {
  "not-a-licence": "wait",
  "unknown-issuer": "wait",
  "not-genuine": "stop",
  stale: "wait",
  withheld: "stop",
  suspended: "stop",
  withdrawn: "stop",
  expired: "stop",
  unknown: "wait",
  valid: "valid",
};
