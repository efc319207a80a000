import { told } from "@shared/api/client";
import type { Words } from "@shared/api/client";
import { calling } from "./calling";

/** What reached the centre, as the API tells it (docs/api.md); times are ISO 8601 in UTC, lengths whole seconds. */
export interface Recording {
  index: number;
  kind: string;
  started_at: string;
  seconds: number;
  deleted: boolean;
}

export interface ContactView {
  id: string;
  body: string;
  channel: string;
  direction: string;
  method: string;
  number: string;
  person?: string | null;
  language: string;
  queue: string;
  queue_name?: Words | null;
  agent: string;
  agent_name: string;
  started_at: string;
  queued_at: string;
  answered_at: string;
  ended_at: string;
  wait_seconds: number;
  talk_seconds: number;
  hold_seconds: number;
  after_seconds: number;
  outcome: string;
  disposition: string;
  disposition_name?: Words | null;
  summary: string;
  wrapped_up_at: string;
  tickets: string[];
  needs_wrap_up: boolean;
  recordings: Recording[];
  initial: string;
  previous: string;
}

/** What was written of a contact, by whom; it stays when it is corrected. */
export interface Written {
  at: string;
  by: string;
  by_name: string;
  disposition: string;
  summary: string;
}

/** A contact with the other contacts of the same call, and what was written of it. */
export interface WholeContact extends ContactView {
  legs: ContactView[];
  written: Written[];
}

export interface CallerPerson {
  id: string;
  name: string;
  vip: boolean;
  type: string;
  language: string;
  guidance?: Words | string | null;
}

export interface CallerContact {
  id: string;
  number: string;
  at: string;
  reason: string;
  direction: string;
  agent_name: string;
}

export interface CallerTicket {
  number: string;
  kind: string;
  status: string;
  category: string;
  subject: string;
  registered_at: string;
  due_at: string | null;
}

export interface Caller {
  contact: string;
  number: string;
  person?: CallerPerson | null;
  contacts: CallerContact[];
  tickets: CallerTicket[];
}

/** A disposition; one that is no longer `active` is offered no more. */
export interface Coded {
  code: string;
  name: Words;
  active?: boolean;
}

export interface Telephony {
  kind: string;
  script: string;
  softphone: string;
  region: string;
  /** How long after-call work may take; nothing where nobody said. */
  after_call_seconds?: number;
}

export interface Desk {
  presence: { status: string; since: string };
  statuses: Coded[];
  contacts: ContactView[];
  needs_wrap_up: ContactView[];
  telephony: Telephony;
  dispositions: Coded[];
}

export interface Try {
  at: string;
  by: string;
  reached: boolean;
  note: string;
}

export interface Callback {
  id: string;
  number: string;
  person?: string | null;
  queue: string;
  queue_name: string;
  state: string;
  due_at: string;
  tries: Try[];
  ticket?: string | null;
  origin: string;
  contact: string;
}

export interface Listening {
  /** A recording was listened to; a call was, or was joined or ended; somebody was put into a state. */
  kind: "recording" | "listen" | "barge" | "status" | "end";
  contact: string | null;
  index: number | null;
  status: string | null;
  at: string;
  by: string;
  by_name: string;
  reason: string;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface WrapUp {
  disposition: string;
  summary: string;
  ticket?: string;
}

type Query = Record<string, string | boolean | number | undefined>;

const get = <T>(path: string, query: Query = {}) => told<T>(calling("GET", path, { query }));
const put = <T>(path: string, body: object) => told<T>(calling("PUT", path, { body }));
const post = <T>(path: string, body: object, key: string) =>
  told<T>(calling("POST", path, { header: { "Idempotency-Key": key }, body }));
const at = (id: string) => `/v1/contacts/${encodeURIComponent(id)}`;

export const readDesk = () => get<Desk>("/v1/desk");
export const putPresence = (status: string) => put<Desk["presence"]>("/v1/desk/presence", { status });
export const readListenings = (cursor = "") => get<Page<Listening>>("/v1/desk/listenings", paged(cursor));

export const readContact = (id: string) => get<WholeContact>(at(id));
export const readCaller = (id: string) => get<Caller>(`${at(id)}/caller`);
export const listContacts = (query: Query, cursor = "") =>
  get<Page<ContactView>>("/v1/contacts", { ...query, ...paged(cursor) });
export const wrapUp = (id: string, said: WrapUp, key: string) => post<ContactView>(`${at(id)}/wrap-up`, said, key);
export const linkTicket = (id: string, number: string, key: string) =>
  post<ContactView>(`${at(id)}/tickets`, { number }, key);
export const listenTo = (id: string, index: number, reason: string, key: string) =>
  post<{ url: string; expires_at: string; seconds: number }>(
    `${at(id)}/recordings/${index}/listenings`,
    { reason },
    key,
  );

export interface NewCallback {
  number: string;
  queue: string;
  due_at?: string;
  ticket?: string;
  note: string;
}

export const listCallbacks = (query: Query, cursor = "") =>
  get<Page<Callback>>("/v1/callbacks", { ...query, ...paged(cursor) });
export const readCallback = (id: string) => get<Callback>(`/v1/callbacks/${encodeURIComponent(id)}`);
export const newCallback = (wanted: NewCallback, key: string) => post<Callback>("/v1/callbacks", wanted, key);
export const keepTry = (id: string, said: { reached: boolean; note: string; contact?: string }, key: string) =>
  post<Callback>(`/v1/callbacks/${encodeURIComponent(id)}/tries`, said, key);
export const cancelCallback = (id: string, reason: string, key: string) =>
  post<Callback>(`/v1/callbacks/${encodeURIComponent(id)}/cancel`, { reason }, key);

const paged = (cursor: string): Query => (cursor ? { cursor } : {});
