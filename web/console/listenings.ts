import { told } from "@shared/api/client";
import { calling } from "./calling";
import type { Listening, Page } from "./contacts";

/** Read who listened to a recording, when and why, newest first. */
export const readListenings = (contact: string, index: number) =>
  told<Page<Listening>>(calling("GET", `/v1/contacts/${encodeURIComponent(contact)}/recordings/${index}/listenings`));
