import { type Action, type Schemas, told } from "@shared/api/client";
import { api } from "./api";

/** Do one thing to a ticket, as it was seen, under the form's own key. */
export function act(number: string, action: Action, { body, version }: { body: object; version: number }, key: string) {
  // The table of actions is checked against the contract by a test; here one call stands for all twenty-six.
  const path = `/v1/tickets/{number}/actions/${action}` as "/v1/tickets/{number}/actions/note";
  return told(
    api.POST(path, {
      params: { path: { number }, header: { "Idempotency-Key": key, "If-Match": String(version) } },
      body: body as Schemas["Note"],
    }),
  );
}
