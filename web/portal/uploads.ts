import { told } from "@shared/api/client";
import { type Upload, uploadsBy } from "@shared/uploads";
import { useSyncExternalStore } from "react";
import { api } from "./api";
import { all, alone, find, forget, keep, type Kept, keeps, whenChanged } from "./offline/kept";

export type { Upload } from "@shared/uploads";

/** A file as this device keeps it until it is sent. */
interface KeptFile extends Kept, Pick<Upload, "number" | "file"> {
  /** What lets it be sent to its ticket, once there is one. */
  bearer: string;
}

const bearers = new Map<string, string>();
const kept = new Set<string>();

const uploads = uploadsBy(
  (number, file, key) =>
    told(
      api.POST("/v1/public/tickets/{number}/attachments", {
        params: { path: { number }, header: { "Idempotency-Key": key } },
        headers: { Authorization: `Bearer ${bearers.get(number)}` },
        body: file,
      }),
    ),
  ({ id }, send) => alone(`file.${id}`, () => once(id, send)),
);

export const { useUploads } = uploads;

/** Send a file unless another tab did while this one waited for its turn. */
async function once(id: string, send: () => Promise<Upload>): Promise<void> {
  if (kept.has(id) && !(await find("files", id))) return uploads.removeFile(id);
  const { state } = await send();
  if (kept.has(id) && state !== "failed") await letGo(id);
}

async function letGo(id: string): Promise<void> {
  kept.delete(id);
  await forget("files", id);
}

/**
 * Take files in. A ticket's own are sent at once, by a session that ends with the tab; those of a form are kept on the
 * device until its ticket has a number.
 */
export function addFiles(number: string, files: readonly File[], bearer = ""): void {
  if (bearer) bearers.set(number, bearer);
  const added = uploads.addFiles(number, files);
  if (!bearer) for (const id of added) void keepFile(id);
}

async function keepFile(id: string): Promise<void> {
  const chosen = uploads.all().find((each) => each.id === id);
  if (!chosen || !(await keeps())) return;
  const { number, file } = chosen;
  try {
    await keep<KeptFile>("files", { id, number, file, bearer: bearers.get(number) ?? "", at: Date.now() });
  } catch {
    return tooMuch(); // no room: it goes with this page, and the page says so
  }
  kept.add(id);
  const now = uploads.all().find((each) => each.id === id);
  if (!now) await letGo(id);
  else if (now.number !== number) await keepFile(id);
}

let full = false;
const listeners = new Set<() => void>();

function tooMuch(): void {
  full = true;
  for (const listener of listeners) listener();
}

/** Return whether the device had no room for a file that was chosen. */
export const useFull = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => full,
  );

export function removeFile(id: string): void {
  uploads.removeFile(id);
  if (kept.has(id)) void letGo(id);
}

/** Give the files of a form to the report that was made of it, or back; a ticket's number has them sent. */
export async function handOver(from: string, to: string, bearer = ""): Promise<void> {
  if (bearer) bearers.set(to, bearer);
  for (const each of await keptFiles()) if (each.number === from) await keep("files", { ...each, number: to, bearer });
  uploads.handOver(from, to);
}

/** Forget all files of a form or a report. */
export async function dropFiles(number: string): Promise<void> {
  for (const each of uploads.all()) if (each.number === number) uploads.removeFile(each.id);
  for (const each of await keptFiles()) if (each.number === number) await letGo(each.id);
}

/** Send one again that did not arrive, by the token that its ticket has now. */
export function sendAgain(upload: { id: string; number: string }, bearer: string): void {
  bearers.set(upload.number, bearer);
  uploads.sendAgain(upload.id);
}

const keptFiles = async () => ((await keeps()) ? all<KeptFile>("files") : []);

/** Find what this device keeps, and what another tab has changed of it; what has its number is sent. */
async function restore(): Promise<void> {
  const there = await keptFiles();
  const ids = new Set(there.map(({ id }) => id));
  for (const { number, bearer } of there) if (bearer) bearers.set(number, bearer);
  for (const { id, state } of uploads.all()) {
    if (kept.has(id) && !ids.has(id) && state === "waiting") uploads.removeFile(id);
  }
  const known = new Map(uploads.all().map((each) => [each.id, each]));
  for (const { id, number } of there) {
    const mine = known.get(id);
    if (mine && mine.number !== number && mine.state === "waiting") uploads.move(id, number);
    kept.add(id);
  }
  uploads.take(there.filter(({ id }) => !known.has(id)).map(({ id, number, file }) => ({ id, number, file })));
}

if ("document" in globalThis) {
  void restore();
  whenChanged(() => void restore());
}
