import { told } from "@shared/api/client";
import { api } from "./api";

/** Read who listened to a recording, when and why, newest first. */
export const readListenings = (contact: string, index: number) =>
  told(
    api.GET("/v1/contacts/{id}/recordings/{index}/listenings", {
      params: { path: { id: contact, index: String(index) } },
    }),
  );
