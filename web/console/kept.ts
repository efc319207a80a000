/**
 * Files that somebody chose and did not send yet, kept on the device so that a reload, a lost session or a dead battery
 * takes none. They may show people and places: after a week they are forgotten, as drafts are.
 */
export interface KeptFile {
  id: string;
  /** Whose it is, and for which form: see photos.ts. */
  place: string;
  file: File;
  at: number;
}

const SHELF = "files";
const WEEK = 7 * 86_400_000;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("nidaa.staff", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF, { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error("the device keeps nothing"));
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(SHELF, mode);
  const request = deed(transaction.objectStore(SHELF));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error ?? new Error("not kept"));
  });
}

/** Keep a file; return whether the device did: some private windows keep nothing, and a full one has no room. */
export async function keepFile(kept: KeptFile): Promise<boolean> {
  return run("readwrite", (store) => store.put(kept)).then(
    () => true,
    () => false,
  );
}

/** Forget a file; where nothing is kept, there is nothing to forget. */
export async function forgetFile(id: string): Promise<void> {
  await run("readwrite", (store) => store.delete(id)).catch(() => undefined);
}

/** Return the files that were kept within a week, the oldest first; nothing where the device keeps nothing. */
export async function keptFiles(now = Date.now()): Promise<KeptFile[]> {
  const found = await run("readonly", (store) => store.getAll() as IDBRequest<KeptFile[]>).catch(() => []);
  for (const { id, at } of found) if (now - at >= WEEK) await forgetFile(id);
  return found.filter(({ at }) => now - at < WEEK).sort((one, other) => one.at - other.at);
}
