import type { Schemas } from "./api/client";

export type FileType = Schemas["Upload"]["type"];

/** What one file may weigh, in bytes. */
export const MOST_BYTES = 25 * 1024 * 1024;
/** How many files are taken with one form. */
export const MOST_FILES = 10;

const TYPES: Record<string, FileType> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  heic: "image/heic",
  heif: "image/heif",
  pdf: "application/pdf",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/** What a file chooser offers; its names stand beside the types, for not every system knows HEIC. */
export const ACCEPTED = [...new Set(Object.values(TYPES)), ...Object.keys(TYPES).map((ending) => `.${ending}`)].join();

interface Named {
  name: string;
  type: string;
  size: number;
}

/** Return the type under which a file is sent, or nothing if the service takes none such. */
export function typeOf({ name, type }: Named): FileType | undefined {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.values(TYPES).find((each) => each === type) ?? TYPES[ending];
}

/** Return why a file would be refused, before a byte of it is sent. */
export function faultOf(file: Named): "type" | "large" | "empty" | undefined {
  if (!typeOf(file)) return "type";
  if (file.size > MOST_BYTES) return "large";
  return file.size ? undefined : "empty";
}

const WORDED = new Set([
  "active-content",
  "bomb",
  "encrypted",
  "infected",
  "too-large",
  "too-many-pixels",
  "unreadable",
  "wrong-type",
]);

/** Return the message that says why the scan refused a file. */
export const refusalId = (reason: string) => `file-refused-${WORDED.has(reason) ? reason : "other"}`;

/** Return a size in megabytes, as it is read. */
export const megabytes = (bytes: number) => Math.max(0.1, Math.round(bytes / 1024 / 102.4) / 10);
