/** Days since 1970-01-01 (RFC 8943 §1). */
export type Day = number;
