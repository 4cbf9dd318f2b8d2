import type { JWK } from "jose";
import type { Config } from "../config";
import type { Knowledge } from "../verdict/decide";
import { fetchText, Unreachable } from "./fetching";
import { isRecord } from "./jws";
import { readStatusList, type StatusList } from "./status-list";
import type { Store } from "./store";
import { readTrustList, type Issuer, type TrustList } from "./trust-list";

const longestTrustList = 4 * 1024 * 1024;
const longestStatusList = 16 * 1024 * 1024;
const longestKey = 4096;
const kept = { publisher: "publisher", trustList: "trust-list", status: (uri: string) => `status ${uri}` } as const;

/** How a refresh went: all new; no answer from the trust list or from some status list; or a list that is not the publisher's. */
export type Refreshed = "updated" | "unreachable" | "partly" | "refused";

/** The lists that the verifier works with: kept on the device, verified again each time they are read. */
export class Lists {
  /** Fires "change" after every refresh. */
  readonly changed = new EventTarget();
  #trustList: TrustList | null = null;
  #statusLists = new Map<string, StatusList>();
  #running: Promise<Refreshed> | null = null;

  private constructor(private readonly store: Store, private readonly config: Config) {}

  static async open(store: Store, config: Config): Promise<Lists> {
    const lists = new Lists(store, config);
    await lists.#load();
    return lists;
  }

  get knowledge(): Knowledge {
    return { trustList: this.#trustList, statusLists: this.#statusLists };
  }

  /** When the oldest status list held was issued; null when one is missing. */
  get statusListsFrom(): number | null {
    const held = this.#published().map(([uri]) => this.#statusLists.get(uri)?.issuedAt ?? null);
    return held.length === 0 || held.includes(null) ? null : Math.min(...held.map(Number));
  }

  /** Seconds until the lists should be fetched again: the shortest life that an issuer gives its list. */
  get refreshAfter(): number {
    const lives = [...this.#statusLists.values()].map((list) => list.timeToLive).filter((life) => life !== null);
    return Math.min(Math.max(60, Math.min(...lives, 900)), 3600);
  }

  /** Fetches the lists anew. Calls at the same time share one run. */
  refresh(): Promise<Refreshed> {
    this.#running ??= this.#refresh().finally(() => {
      this.#running = null;
      this.changed.dispatchEvent(new Event("change"));
    });
    return this.#running;
  }

  /** On a device that misses a list, waits for those on their way: a code may be seen before they arrive. */
  async firstLists(): Promise<void> {
    if (this.statusListsFrom === null) await this.#running;
  }

  /** Drops lists and pinned key, after which the next refresh trusts the publisher anew. */
  async forget(): Promise<void> {
    await this.store.clear();
    this.#trustList = null;
    this.#statusLists = new Map();
  }

  async #load(): Promise<void> {
    const publisher = await this.store.get<JWK>(kept.publisher);
    const token = await this.store.get<string>(kept.trustList);
    this.#trustList = publisher && token ? await readTrustList(token, publisher) : null;
    for (const [uri, issuer] of this.#published()) {
      const status = await this.store.get<string>(kept.status(uri));
      const list = status ? await readStatusList(status, uri, issuer) : null;
      if (list) this.#statusLists.set(uri, list);
    }
  }

  async #refresh(): Promise<Refreshed> {
    try {
      if (!(await this.#refreshTrustList())) return "refused";
    } catch (fault) {
      if (fault instanceof Unreachable) return "unreachable";
      throw fault;
    }
    const outcomes = await Promise.all(this.#published().map(([uri, issuer]) => this.#refreshStatusList(uri, issuer)));
    return outcomes.every(Boolean) ? "updated" : "partly";
  }

  async #refreshTrustList(): Promise<boolean> {
    const pinned = await this.store.get<JWK>(kept.publisher);
    const publisher = pinned ?? (await this.#fetchPublisher());
    const token = await fetchText(this.config.trustListUrl, longestTrustList);
    const list = publisher && (await readTrustList(token.trim(), publisher));
    if (!list || list.sequence < (this.#trustList?.sequence ?? 0)) return false;
    if (!pinned) await this.store.set(kept.publisher, publisher);
    await this.store.set(kept.trustList, token.trim());
    this.#trustList = list;
    return true;
  }

  async #fetchPublisher(): Promise<JWK | null> {
    try {
      const jwk: unknown = JSON.parse(await fetchText(this.config.trustListKeyUrl, longestKey));
      return isRecord(jwk) ? (jwk as JWK) : null;
    } catch (fault) {
      if (fault instanceof Unreachable) throw fault;
      return null;
    }
  }

  /** A list that cannot be fetched or is not genuine leaves the one held in place. */
  async #refreshStatusList(uri: string, issuer: Issuer): Promise<boolean> {
    try {
      const token = (await fetchText(uri, longestStatusList)).trim();
      const list = await readStatusList(token, uri, issuer);
      if (!list || list.issuedAt < (this.#statusLists.get(uri)?.issuedAt ?? 0)) return false;
      await this.store.set(kept.status(uri), token);
      this.#statusLists.set(uri, list);
      return true;
    } catch (fault) {
      if (fault instanceof Unreachable) return false;
      throw fault;
    }
  }

  #published(): [string, Issuer][] {
    const issuers = [...(this.#trustList?.issuers.values() ?? [])];
    return issuers.flatMap((issuer) => issuer.statusLists.map((uri): [string, Issuer] => [uri, issuer]));
  }
}
