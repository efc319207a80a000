import { type Schemas, told } from "@shared/api/client";
import { uploadsBy, type Upload } from "@shared/uploads";
import { useEffect } from "react";
import { api } from "./api";
import { forgetFile, keepFile, keptFiles } from "./kept";

export type Moment = "before" | "after" | "";
export type Said = Pick<Schemas["StaffUpload"], "moment" | "shared">;

/** Where files stand until they are sent: whose they are, which form chose them, and when they were taken. */
export interface Place {
  owner: string;
  number: string;
  /** The form: one ticket may have files chosen beside an answer, and others beside it. */
  form: string;
  moment: Moment;
}

/** Return a place as one text; files of one member of staff are never sent as another's. */
export const placeText = ({ owner, number, form, moment }: Place) => [owner, number, form, moment].join("/");

export function placeOf(text: string): Place {
  const [owner = "", number = "", form = "", moment = ""] = text.split("/");
  return { owner, number, form, moment: moment === "before" || moment === "after" ? moment : "" };
}

// What is said of a file is said once: the same key must find the same words when it is sent again.
const said = new Map<string, Said>();
const running = new Map<string, Promise<Upload>>();

const store = uploadsBy(
  (text, file, key) => {
    const { number } = placeOf(text);
    return told(
      api.POST("/v1/tickets/{number}/attachments", {
        params: { path: { number }, header: { "Idempotency-Key": key } },
        body: { ...file, ...(said.get(key) ?? { moment: null, shared: false }) },
      }),
    );
  },
  async (upload, send) => {
    const sending = send();
    running.set(upload.id, sending);
    const after = await sending;
    if (after.state === "sent" || after.state === "refused") await forgetFile(after.id);
  },
);

export const removePhoto = (id: string) => {
  store.removeFile(id);
  void forgetFile(id);
};

let restored: Promise<void> | undefined;

/** Take up what was kept on the device by an earlier visit. */
function restore(): Promise<void> {
  restored ??= keptFiles().then((kept) => store.take(kept.map(({ id, place, file }) => ({ id, number: place, file }))));
  return restored;
}

/** Return the files that were chosen at a place, and how far each is. */
export function usePhotos(place: Place): Upload[] {
  useEffect(() => void restore(), []);
  return store.useUploads(placeText(place));
}

/** Take files in; return whether all are kept on the device, in case the page is lost. */
export async function addPhotos(place: Place, files: readonly File[]): Promise<boolean> {
  const at = Date.now();
  const added = files.map((file) => ({ id: crypto.randomUUID() as string, number: placeText(place), file }));
  store.take(added);
  const kept = await Promise.all(added.map(({ id, number, file }) => keepFile({ id, place: number, file, at })));
  return kept.every((one) => one);
}

/** Send what was chosen and did not arrive yet; return the attachments, or nothing if one did not arrive. */
export async function sendPhotos(place: Place, words: Said): Promise<string[] | undefined> {
  const chosen = store.all().filter(({ number }) => number === placeText(place));
  const arrived: string[] = [];
  for (const { id, state, attachment } of chosen) {
    const done = state === "sent" ? attachment : await sendOne(id, words);
    if (!done) return undefined;
    arrived.push(done);
  }
  return arrived;
}

async function sendOne(id: string, words: Said): Promise<string> {
  if (!said.has(id)) said.set(id, words);
  store.sendAgain(id);
  return (await running.get(id))?.attachment ?? "";
}

/** Take what arrived out of a place: it stands with the ticket now. */
export function takeSent(place: Place): { id: string; name: string }[] {
  const sent = store.all().filter(({ number, state }) => number === placeText(place) && state === "sent");
  for (const { id } of sent) store.removeFile(id);
  return sent.map(({ attachment, file }) => ({ id: attachment, name: file.name }));
}
