import type { CameraFault } from "../camera/camera";
import type { Refreshed } from "../trust/lists";
import type { Reason } from "../verdict/verdict";

type WithAge = (age: string) => string;

/** Everything the verifier says, once in each language. */
export interface Texts {
  title: string;
  skip: string;
  otherLanguage: string;
  scan: {
    heading: string;
    intro: string;
    start: string;
    starting: string;
    looking: string;
    stop: string;
    torchOn: string;
    torchOff: string;
    video: string;
    otherWays: string;
    type: string;
    typeHint: string;
    check: string;
    empty: string;
    image: string;
    imageUnread: string;
    faults: Record<CameraFault, string>;
  };
  lists: {
    heading: string;
    trust: WithAge;
    status: WithAge;
    noTrust: string;
    noStatus: string;
    never: string;
    refresh: string;
    refreshing: string;
    outcomes: Record<Refreshed, string>;
    clockBehind: string;
    forget: string;
    forgetAsk: string;
    forgotten: string;
    noConfig: string;
  };
  online: string;
  offline: string;
  words: Record<Reason, string>;
  why: Record<Reason, string>;
  next: Record<Reason, string>;
  known: { signature: string; noSignature: string; badSignature: string; trustList: WithAge; statusList: WithAge; fromCode: WithAge };
  sheet: {
    label: string;
    photo: string;
    noPhoto: string;
    compare: string;
    compareNone: string;
    number: string;
    birth: string;
    expiry: string;
    restrictions: string;
    noRestrictions: string;
    authority: string;
    classes: string;
    code: string;
    from: string;
    to: string;
    classExpired: string;
    classNotYet: string;
  };
  again: string;
  age: {
    moments: string;
    minutes: (count: number) => string;
    hours: (count: number) => string;
    days: (count: number) => string;
  };
}
