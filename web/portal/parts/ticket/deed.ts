import type { Schemas } from "@shared/api/client";
import { useSending } from "@shared/sending";
import { useEffect } from "react";
import { giveUpToken } from "../../registered";
import { endSession } from "../../session";

export type Own = Schemas["OwnTicketView"];

/** A ticket as its requester holds it: with the token that reaches it. */
export interface Held {
  ticket: Own;
  bearer: string;
  /** Told with the ticket as it is after a deed. */
  changed: (ticket: Own) => void;
}

/** Return what every call about one's own ticket bears. */
export const as = (bearer: string, number: string, key: string) => ({
  params: { path: { number }, header: { "Idempotency-Key": key } },
  headers: { Authorization: `Bearer ${bearer}` },
});

/** Send a deed of a requester. A session that is over ends here; what was typed stays in its draft. */
export function useDeed<B>(name: string, { ticket, changed }: Held, call: (body: B, key: string) => Promise<Own>) {
  const sending = useSending<B, Own>(`${name}.${ticket.number}`, call);
  const { refusal } = sending;
  useEffect(() => {
    if (refusal?.status === 401) signOutOf(ticket.number);
  }, [refusal, ticket.number]);
  return {
    ...sending,
    send: async (body: B) => {
      const after = await sending.send(body);
      if (after) changed(after);
      return after;
    },
  };
}

/** End the session, or give up the token, that does not reach a ticket any more. */
export function signOutOf(number: string): void {
  giveUpToken(number);
  endSession();
}
