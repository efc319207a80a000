import { type Action, type Schemas, told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { api } from "./api";
import { type Event, typeOf } from "./happened";

export interface Sent {
  body: object;
  version: number;
}

/** Do one thing to a ticket, as it was seen, under the form's own key. */
export function act(number: string, action: Action, { body, version }: Sent, key: string) {
  // The table of actions is checked against the contract by a test; here one call stands for all twenty-six.
  const path = `/v1/tickets/{number}/actions/${action}` as "/v1/tickets/{number}/actions/note";
  return told(
    api.POST(path, {
      params: { path: { number }, header: { "Idempotency-Key": key, "If-Match": String(version) } },
      body: body as Schemas["Note"],
    }),
  );
}

const TRIES = 4;

/**
 * Do one thing to a ticket that one's own files are just being added to. Each file that passes the scan is a version;
 * where nothing else came since the ticket was seen, the action holds, and is done to the ticket as it is now.
 */
export async function actBesideFiles(me: string, number: string, action: Action, sent: Sent, key: string) {
  let version = sent.version;
  for (let left = TRIES; ; left -= 1) {
    try {
      return await act(number, action, { ...sent, version }, key);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 412 || !left) throw error;
      const newest = await newestOfOwnFiles(me, number, version);
      if (!newest) throw error;
      version = newest;
    }
  }
}

async function newestOfOwnFiles(me: string, number: string, seen: number): Promise<number | undefined> {
  const params = { path: { number }, query: { limit: 50 } };
  const { items } = await told(api.GET("/v1/tickets/{number}/history", { params }));
  return versionPastOwnFiles(items, me, seen);
}

/** Return the version a ticket has, if since `seen` only files of one's own were added to it; the newest come first. */
export function versionPastOwnFiles(events: readonly Event[], me: string, seen: number): number | undefined {
  const since = events.filter((event) => versionOf(event) > seen);
  if (!since.length || since.length === events.length) return undefined;
  if (!since.every((event) => typeOf(event) === "attached" && event.by === me)) return undefined;
  return Math.max(...since.map(versionOf));
}

const versionOf = ({ sequence }: Event) => Number(sequence.split(".")[0]);
