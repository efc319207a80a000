/**
 * What must outlive this page, in IndexedDB: chosen files, and reports that are not sent. It may hold a person's
 * details on a machine that others use, so that after a week it is forgotten.
 */
export interface Kept {
  id: string;
  /** When it was kept, in milliseconds. */
  at: number;
}

export type Shelf = "files" | "reports";

const SHELVES: readonly Shelf[] = ["files", "reports"];
const WEEK = 7 * 86_400_000;
const CHANGED = "nidaa.kept";

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("nidaa", 1);
    asked.onupgradeneeded = () => SHELVES.forEach((shelf) => asked.result.createObjectStore(shelf, { keyPath: "id" }));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function run<T>(shelf: Shelf, mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest<T>) {
  const transaction = (await open()).transaction(shelf, mode);
  const request = deed(transaction.objectStore(shelf));
  return new Promise<T>((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

/** Keep a thing; @throws DOMException if the device has no room for it, or keeps nothing. */
export async function keep<T extends Kept>(shelf: Shelf, thing: T): Promise<void> {
  await run(shelf, "readwrite", (store) => store.put(thing));
  tell();
}

export async function forget(shelf: Shelf, id: string): Promise<void> {
  await run(shelf, "readwrite", (store) => store.delete(id));
  tell();
}

export const find = <T extends Kept>(shelf: Shelf, id: string) =>
  run<T | undefined>(shelf, "readonly", (store) => store.get(id) as IDBRequest<T | undefined>);

/** Return what is on a shelf, the oldest first; what is older than a week is gone. */
export async function all<T extends Kept>(shelf: Shelf, now = Date.now()): Promise<T[]> {
  const found = await run<T[]>(shelf, "readonly", (store) => store.getAll() as IDBRequest<T[]>);
  for (const { id, at } of found) if (now - at >= WEEK) await run(shelf, "readwrite", (store) => store.delete(id));
  return found.filter(({ at }) => now - at < WEEK).sort((one, other) => one.at - other.at);
}

/** Return whether this device keeps anything: some private windows do not. */
export async function keeps(): Promise<boolean> {
  if (!("indexedDB" in globalThis)) return false;
  return open().then(
    () => true,
    () => false,
  );
}

/** Do something while no other tab does the same. */
export function alone<T>(what: string, deed: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? (navigator.locks.request(`nidaa.${what}`, deed) as Promise<T>) : deed();
}

const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANGED) : undefined;
const tell = () => channel?.postMessage("");

/** Be told when another tab has changed what is kept. */
export function whenChanged(listener: () => void): void {
  channel?.addEventListener("message", listener);
}
