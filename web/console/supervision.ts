import { type Schemas, told } from "@shared/api/client";
import { codeId, type Say } from "@shared/words";
import { api } from "./api";

/** What stands in the queues, with the agents and with every open contact, at an instant of the service's clock. */
export type Board = Schemas["Board"];
export type QueueNow = Schemas["QueueNow"];
export type AgentNow = Schemas["AgentNow"];
export type ContactNow = Schemas["ContactNow"];

export const fetchBoard = (body: string) => told(api.GET("/v1/supervision", { params: { query: { body } } }));

/** What an agent can be put into, in the order in which they are shown. */
export const STATUSES = ["available", "break", "prayer", "training", "meeting", "wrap_up", "offline"] as const;
/** All that an agent may be doing, whoever can take a call first, whoever is not here last. */
export const DOINGS = [
  "available",
  "ringing",
  "busy",
  "wrap_up",
  "missed",
  "meeting",
  "training",
  "break",
  "prayer",
  "other",
  "offline",
] as const;
const KNOWN: ReadonlySet<string> = new Set(DOINGS);

/** Say an agent's status; one that has no words here is said as it is. */
export const sayStatus = (status: string, t: Say) => (KNOWN.has(status) ? t(codeId("agent-status", status)) : status);

export type Status = (typeof STATUSES)[number];
export type Capability = "listen" | "barge";
const keyed = (key: string) => ({ "Idempotency-Key": key });

export const monitor = (id: string, capability: Capability, reason: string, key: string) =>
  told(
    api.POST("/v1/supervision/contacts/{id}/monitoring", {
      params: { path: { id }, header: keyed(key) },
      body: { capability, reason },
    }),
  );

export const putStatus = (username: string, status: Status, reason: string, key: string) =>
  told(
    api.POST("/v1/supervision/agents/{username}/presence", {
      params: { path: { username }, header: keyed(key) },
      body: { status, reason },
    }),
  );

export const endContact = (id: string, reason: string, key: string) =>
  told(
    api.POST("/v1/supervision/contacts/{id}/end", { params: { path: { id }, header: keyed(key) }, body: { reason } }),
  );

/** What the whole board sums to. */
export interface Sums {
  waiting: number;
  oldest_at: string | null;
  presented: number;
  handled: number;
  abandoned: number;
  otherwise: number;
}

export function sumsOf(queues: readonly QueueNow[]): Sums {
  const sum = (name: "waiting" | "presented" | "handled" | "abandoned" | "otherwise") =>
    queues.reduce((all, queue) => all + queue[name], 0);
  const oldest = queues.flatMap(({ oldest_at: at }) => at || []).sort()[0] ?? null;
  return {
    waiting: sum("waiting"),
    oldest_at: oldest,
    presented: sum("presented"),
    handled: sum("handled"),
    abandoned: sum("abandoned"),
    otherwise: sum("otherwise"),
  };
}

/** Return how many agents are in each status; an agent of several queues is one. */
export function statusesOf(agents: readonly AgentNow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of agents) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** Return the seconds from an instant until now, never fewer than none. */
export const secondsSince = (since: string, now: number) => Math.max(0, Math.floor((now - Date.parse(since)) / 1000));

/** Write seconds as a clock does: 0:07, 12:40, 1:02:03. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (count: number) => String(count).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export type Urgency = "calm" | "soon" | "late";
/** Who is answered within so many seconds was answered in time (chalicelib/contacts/figures.py). */
export const TARGET_SECONDS = 20;

/** Return how urgent a wait is: `late` once it is three times what was promised. */
export function urgencyOfWait(seconds: number): Urgency {
  if (seconds >= 3 * TARGET_SECONDS) return "late";
  return seconds > TARGET_SECONDS ? "soon" : "calm";
}
