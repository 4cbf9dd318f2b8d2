// What the verifier keeps between visits: lists as they were signed, and the publisher's pinned key. No personal data.
const database = "verifier";
const table = "kept";

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("storage failed"));
  });

export class Store {
  private constructor(private readonly db: IDBDatabase) {}

  static async open(): Promise<Store> {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    return new Store(await done(request));
  }

  get<T>(key: string): Promise<T | undefined> {
    return done(this.table("readonly").get(key)) as Promise<T | undefined>;
  }

  async set(key: string, value: unknown): Promise<void> {
    await done(this.table("readwrite").put(value, key));
  }

  async clear(): Promise<void> {
    await done(this.table("readwrite").clear());
  }

  private table(mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction(table, mode).objectStore(table);
  }
}
