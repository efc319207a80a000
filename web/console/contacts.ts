import { type Schemas, told } from "@shared/api/client";
import { api } from "./api";
import { onceOver } from "./wrapping";

/** What reached the centre, as the API describes it; times are ISO 8601 in UTC, lengths whole seconds. */
export type ContactView = Schemas["ContactView"];
export type WholeContact = Schemas["WholeContactView"];
export type Recording = Schemas["RecordingView"];
export type Caller = Schemas["CallerView"];
export type CallerTicket = Schemas["CallerTicket"];
export type Desk = Schemas["DeskView"];
export type Callback = Schemas["CallbackView"];
export type Listening = Schemas["EntryView"];

export interface Page<T> {
  items: T[];
  next: string | null;
}

const keyed = (id: string, key: string) => ({ params: { path: { id }, header: { "Idempotency-Key": key } } });
const at = (id: string) => ({ params: { path: { id } } });
const paged = (cursor: string) => (cursor ? { cursor } : {});

export const readDesk = () => told(api.GET("/v1/desk"));
export const putPresence = (status: Schemas["PresenceWanted"]["status"]) =>
  told(api.PUT("/v1/desk/presence", { body: { status } }));
/** Read who listened to one's calls, or did something in them; the newest, and there is no more. */
export const readHeard = () => told(api.GET("/v1/desk/listenings"));

export const readContact = (id: string) => told(api.GET("/v1/contacts/{id}", at(id)));
export const readCaller = (id: string) => told(api.GET("/v1/contacts/{id}/caller", at(id)));
export const wrapUp = (id: string, body: Schemas["WrapUp"], key: string) =>
  onceOver(() => told(api.POST("/v1/contacts/{id}/wrap-up", { ...keyed(id, key), body })));
export const linkTicket = (id: string, number: string, key: string) =>
  told(api.POST("/v1/contacts/{id}/tickets", { ...keyed(id, key), body: { number } }));
export const listenTo = (id: string, index: number, reason: string, key: string) =>
  told(
    api.POST("/v1/contacts/{id}/recordings/{index}/listenings", {
      params: { path: { id, index: String(index) }, header: { "Idempotency-Key": key } },
      body: { reason },
    }),
  );

export interface ContactsWanted {
  body?: string;
  queue?: string;
  agent?: string;
  number?: string;
  ticket?: string;
  outcome?: string;
  from?: string;
  to?: string;
  recorded?: boolean;
  needs_wrap_up?: boolean;
  limit?: number;
}

/** List contacts; what stands in an address is the service's to judge. */
export const listContacts = (wanted: ContactsWanted, cursor = "") =>
  told(api.GET("/v1/contacts", { params: { query: { ...wanted, ...paged(cursor) } as object } }));

export interface CallbacksWanted {
  state?: Callback["state"];
  mine?: boolean;
  ticket?: string;
  limit?: number;
}

export const listCallbacks = (wanted: CallbacksWanted, cursor = "") =>
  told(api.GET("/v1/callbacks", { params: { query: { ...wanted, ...paged(cursor) } } }));
export const readCallback = (id: string) => told(api.GET("/v1/callbacks/{id}", { params: { path: { id } } }));
export const newCallback = (body: Schemas["CallbackGiven"], key: string) =>
  told(api.POST("/v1/callbacks", { params: { header: { "Idempotency-Key": key } }, body }));
export const keepTry = (id: string, body: Schemas["TryGiven"], key: string) =>
  told(api.POST("/v1/callbacks/{id}/tries", { ...keyed(id, key), body }));
export const cancelCallback = (id: string, reason: string, key: string) =>
  told(api.POST("/v1/callbacks/{id}/cancel", { ...keyed(id, key), body: { reason } }));
