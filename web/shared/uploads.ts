import { useSyncExternalStore } from "react";
import type { Schemas } from "./api/client";
import { Refusal } from "./api/refusal";
import { type FileType, typeOf } from "./files";

/** One file on its way: `waiting` until a ticket has its number, `failed` may be sent again, `refused` may not. */
export interface Upload {
  id: string;
  /** A ticket's number; before there is one, what will get it: a form, or a report that waits. */
  number: string;
  file: File;
  state: "waiting" | "sending" | "sent" | "failed" | "refused";
  /** What is sent of it, 0 to 1. */
  part: number;
  /** Where it is listed once it was scanned. */
  attachment: string;
  refusal?: Refusal;
}

/** What a file says of itself when a place is asked for it. */
export interface Announced {
  name: string;
  type: FileType;
  size: number;
}

/** Asks the service for a place to send a file to; the key makes a second asking answer the same place. */
export type Open = (number: string, file: Announced, key: string) => Promise<Schemas["OpenedView"]>;

/** Sends one, unless somebody else does or did; a face that keeps files on the device says how it knows. */
export type Around = (upload: Upload, send: () => Promise<Upload>) => Promise<void>;

const isNumber = (text: string) => /^\d+$/.test(text);

/** The files on their way from one face: they go on while pages change, and stand still until there is a number. */
export function uploadsBy(open: Open, around: Around = async (_, send) => void (await send())) {
  let uploads: readonly Upload[] = [];
  const listeners = new Set<() => void>();

  const put = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  const change = (id: string, part: Partial<Upload>) =>
    put(uploads.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const attempt = async ({ id, file, number }: Upload): Promise<Upload> => {
    change(id, { state: "sending", part: 0 });
    try {
      const said = { name: file.name || "photo.jpg", type: typeOf(file)!, size: file.size };
      const place = await open(number, said, id);
      await post(place.url, place.fields as Record<string, string>, file, (part) => change(id, { part }));
      change(id, { state: "sent", part: 1, attachment: place.id });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      change(id, { state: error.passing || error.status === 401 ? "failed" : "refused", refusal: error });
    }
    return uploads.find((each) => each.id === id)!;
  };
  const send = async (id: string): Promise<void> => {
    const found = uploads.find((each) => each.id === id);
    if (found && found.state !== "sending") await around(found, () => attempt(found));
  };
  const take = (files: readonly Pick<Upload, "id" | "number" | "file">[]) => {
    put([...uploads, ...files.map<Upload>((each) => ({ ...each, state: "waiting", part: 0, attachment: "" }))]);
    for (const { id, number } of files) if (isNumber(number)) void send(id);
  };
  const move = (id: string, number: string): void => {
    change(id, { number });
    if (isNumber(number)) void send(id);
  };
  const handOver = (from: string, to: string): void => {
    for (const { id, number } of uploads) if (number === from) move(id, to);
  };
  globalThis.addEventListener?.("online", () => {
    for (const each of uploads) if (each.state === "failed" && each.refusal?.status === 0) void send(each.id);
  });

  return {
    /** Return the files of a ticket, or of a form, that are on their way. */
    useUploads(number: string): Upload[] {
      return useSyncExternalStore(listen, () => uploads).filter((each) => each.number === number);
    },
    all: () => uploads,
    take,
    move,
    /** Take files in; they are sent once their ticket has a number. Return their ids. */
    addFiles(number: string, files: readonly File[]): string[] {
      const added = files.map((file) => ({ id: crypto.randomUUID() as string, number, file }));
      take(added);
      return added.map(({ id }) => id);
    },
    removeFile: (id: string) => put(uploads.filter((each) => each.id !== id)),
    /** Give the files of a form to what was made of it; with a number they are sent, and who reads may go on. */
    handOver,
    sendChosen: (number: string) => handOver("", number),
    /** Send one again that did not arrive: to the place that was opened for it before. */
    sendAgain: (id: string) => void send(id),
    /** Forget what was chosen for a form that is given up. */
    forgetChosen: () => put(uploads.filter(({ number }) => number)),
  };
}

/** Post a form to S3: by XMLHttpRequest, for `fetch` does not tell how far it is. */
function post(url: string, fields: Record<string, string>, file: File, tell: (part: number) => void): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  const request = new XMLHttpRequest();
  return new Promise((done, failed) => {
    const fail = (status: number) =>
      failed(new Refusal({ type: `/problems/${status ? "unavailable" : "offline"}`, title: "", status }));
    request.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? done() : fail(503));
    request.onerror = request.onabort = request.ontimeout = () => fail(0);
    request.open("POST", url);
    request.send(form);
  });
}
