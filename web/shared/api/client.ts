import createClient from "openapi-fetch";
import { fetchAhead } from "../ahead";
import type { components, paths } from "./contract";
import { Refusal } from "./refusal";

export type Schemas = components["schemas"];
export type Words = Schemas["Words"];
export type Kind = Schemas["Kind"];
export type Status = Schemas["Status"];
export type Action = Schemas["Action"];
export type Channel = Schemas["chalicelib.tickets.words.Channel"];

/** Who calls, and in which language answers are read; both are asked anew for each call. */
export interface Caller {
  language: () => string;
  bearer: () => string | Promise<string>;
  /** Told when a session turns out to be over. */
  unauthenticated?: () => void;
}

/** Make a client of the API, typed by its own description (docs/openapi.json). */
export function clientFor(caller: Caller) {
  const client = createClient<paths>({ baseUrl: "", fetch: (request) => send(request) });
  client.use({
    async onRequest({ request }) {
      request.headers.set("Accept-Language", caller.language());
      const bearer = await caller.bearer();
      if (bearer && !request.headers.has("Authorization")) request.headers.set("Authorization", `Bearer ${bearer}`);
      return request;
    },
    onResponse({ response }) {
      if (response.status === 401) caller.unauthenticated?.();
    },
  });
  return client;
}

export type Client = ReturnType<typeof clientFor>;

async function send(request: Request): Promise<Response> {
  try {
    return await fetchAhead(request);
  } catch {
    throw new Refusal({ type: "/problems/offline", title: "", status: 0 });
  }
}

interface Told<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * Return what a call answers.
 *
 * @throws Refusal if it was refused, or if no answer came (status 0, code `offline`)
 */
export async function told<T>(call: Promise<Told<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw Refusal.of(error, response.status);
}
