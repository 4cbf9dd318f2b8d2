import { isRecord } from "./trust/jws";

/** What the host says of itself in config.json, beside the page. */
export interface Config {
  readonly trustListUrl: string;
  readonly trustListKeyUrl: string;
  /** Name of the verifier for the page's head; null for ours. */
  readonly name: string | null;
  /** What the country calls its restrictions, by code and language; a code that is not here is shown as it is. */
  readonly restrictions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Null when the host serves none, or one that names no trust list. */
export async function loadConfig(): Promise<Config | null> {
  try {
    const config: unknown = await (await fetch("config.json")).json();
    if (!isRecord(config)) return null;
    return {
      trustListUrl: absolute(config["trustListUrl"]),
      trustListKeyUrl: absolute(config["trustListKeyUrl"]),
      name: typeof config["name"] === "string" ? config["name"] : null,
      restrictions: isRecord(config["restrictions"]) ? (config["restrictions"] as Config["restrictions"]) : {},
    };
  } catch {
    return null;
  }
}

const absolute = (url: unknown): string => new URL(String(url ?? "missing:"), location.href).href;
