import { useSyncExternalStore } from "react";
import type { Schemas } from "./api/client";
import { Refusal } from "./api/refusal";
import { type FileType, typeOf } from "./files";

/** One file on its way: `waiting` until a ticket has its number, `failed` may be sent again, `refused` may not. */
export interface Upload {
  id: string;
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

/** The files on their way from one face: they go on while pages change, and stand still until there is a number. */
export function uploadsBy(open: Open) {
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

  const send = async (id: string): Promise<void> => {
    const { file, number } = uploads.find((each) => each.id === id)!;
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
  };
  globalThis.addEventListener?.("online", () => {
    for (const each of uploads) if (each.state === "failed" && each.refusal?.status === 0) void send(each.id);
  });

  return {
    /** Return the files of a ticket that are on their way; those of a form that has no number yet are under "". */
    useUploads(number: string): Upload[] {
      return useSyncExternalStore(listen, () => uploads).filter((each) => each.number === number);
    },
    /** Take files in; they are sent once their ticket has a number. */
    addFiles(number: string, files: readonly File[]): void {
      const added = files.map<Upload>((file) => ({
        id: crypto.randomUUID(),
        number,
        file,
        state: "waiting",
        part: 0,
        attachment: "",
      }));
      put([...uploads, ...added]);
      if (number) for (const { id } of added) void send(id);
    },
    removeFile: (id: string) => put(uploads.filter((each) => each.id !== id)),
    /** Send what was chosen before there was a number; who reads may go on meanwhile. */
    sendChosen(number: string): void {
      const chosen = uploads.filter((each) => !each.number);
      put(uploads.map((each) => (each.number ? each : { ...each, number })));
      for (const { id } of chosen) void send(id);
    },
    /** Send one again that did not arrive: to the place that was opened for it before. */
    sendAgain: (id: string) => void send(id),
    /** Forget what was chosen for a form that is given up. */
    forgetChosen: () => put(uploads.filter((each) => each.number)),
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
