import { told } from "@shared/api/client";
import { uploadsBy } from "@shared/uploads";
import { api } from "./api";

export type { Upload } from "@shared/uploads";

const bearers = new Map<string, string>();

const uploads = uploadsBy((number, file, key) =>
  told(
    api.POST("/v1/public/tickets/{number}/attachments", {
      params: { path: { number }, header: { "Idempotency-Key": key } },
      headers: { Authorization: `Bearer ${bearers.get(number)}` },
      body: file,
    }),
  ),
);

export const { removeFile, useUploads } = uploads;

/** Take files in, sent by a token of their ticket once that has a number. */
export function addFiles(number: string, files: readonly File[], bearer = ""): void {
  if (bearer) bearers.set(number, bearer);
  uploads.addFiles(number, files);
}

export function sendChosen(number: string, bearer: string): void {
  bearers.set(number, bearer);
  uploads.sendChosen(number);
}

/** Send one again that did not arrive, by the token that its ticket has now. */
export function sendAgain(upload: { id: string; number: string }, bearer: string): void {
  bearers.set(upload.number, bearer);
  uploads.sendAgain(upload.id);
}
