import { told } from "@shared/api/client";
import { uploadsBy } from "@shared/uploads";
import { api } from "./api";

/** Files of tickets that are registered here: they go on while the next person is served. */
export const uploads = uploadsBy((number, file, key) =>
  told(
    api.POST("/v1/tickets/{number}/attachments", {
      params: { path: { number }, header: { "Idempotency-Key": key } },
      // What somebody brought is theirs: the requester sees it too.
      body: { ...file, moment: null, shared: true },
    }),
  ),
);
