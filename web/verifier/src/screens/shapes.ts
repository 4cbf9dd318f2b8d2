import type { Reason } from "../verdict/verdict";

const circle = "M12 0a12 12 0 1 0 0 24 12 12 0 0 0 0-24Z";
const octagon = "M7 0h10l7 7v10l-7 7H7l-7-7V7Z";
const diamond = "M12 0l12 12-12 12L0 12Z";
const triangle = "M12 1 24 23H0Z";
const sheet = "M3 0h12l6 6v18H3Z";

const tick = "M18.700 8.900l-8.300 8.400-5.100-5.100 2.100-2.100 3 3 6.200-6.300Z";
const bar = "M5 10.200h14v3.600H5Z";
const cross = "M8 5.500l4 4 4-4 2.500 2.500-4 4 4 4-2.500 2.500-4-4-4 4-2.500-2.500 4-4-4-4Z";
const twoBars = "M7.500 6h3v12h-3ZM13.500 6h3v12h-3Z";
const strike = "M6.200 4l13.800 13.800-2.200 2.200L4 6.200Z";
const calendarDay = "M5 7h14v12H5ZM7.500 11h9v5.500h-9Z";
const clockHands = "M10.500 4.500h3v7l4.500 2.600-1.500 2.600-6-3.500Z";
const question =
  "M8 9.500c0-2.500 1.800-4 4-4s4 1.500 4 3.700c0 1.700-1 2.600-1.900 3.300-.5.400-.7.700-.7 1.500h-2.800c0-2 .8-2.900 1.700-3.600.6-.5.9-.7.9-1.200 0-.6-.5-1-1.200-1s-1.200.5-1.200 1.300ZM10.600 15.600h2.800v2.800h-2.800Z";
const exclamation = "M10.500 8.500h3v7h-3ZM10.500 17.300h3v3h-3Z";
const sheetCross = "M9 9l3 3 3-3 2 2-3 3 3 3-2 2-3-3-3 3-2-2 3-3-3-3Z";

/** Each verdict's own shape, in a box of 24 by 24: ground and the figure cut out of it. */
export const shapes: Record<Reason, string> = {
  valid: circle + tick,
  suspended: octagon + twoBars,
  withheld: octagon + bar,
  withdrawn: octagon + strike,
  signer: octagon + cross,
  signature: octagon + cross,
  claims: octagon + cross,
  expired: octagon + calendarDay,
  stale: circle + clockHands,
  "from-the-future": circle + clockHands,
  "unknown-issuer": diamond + question,
  "no-status-list": triangle + exclamation,
  "trust-list-outdated": triangle + exclamation,
  "no-trust-list": triangle + exclamation,
  "not-a-licence": sheet + sheetCross,
};
