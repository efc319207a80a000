import type { Schemas } from "@shared/api/client";

export type Event = Schemas["EventView"];

/** Whose words an event holds: among staff, to the requester, from them; most events hold none. */
export type Voice = "internal" | "to-requester" | "from-requester" | "none";

const INTERNAL = ["noted", "reminded", "returned", "referred", "declined", "spoken", "assigned", "decided"];
const TOLD = ["asked", "solved", "resolved", "rejected", "outlet_replied"];
const HEARD = ["responded", "contacted", "appealed", "measured", "reopened"];

export const typeOf = (event: Event) => event.type.replace("ticket.", "");

/** Facts that are words which somebody wrote; they are shown as they stand. */
const WRITTEN = ["text", "message", "answer", "reason", "question", "note"] as const;

/** Return the words that somebody wrote. */
export function wordsOf(event: Event): string[] {
  const facts = event.facts as Record<string, unknown>;
  return WRITTEN.flatMap((name) => {
    const text = facts[name];
    return typeof text === "string" && text ? [text] : [];
  });
}

export function voiceOf(event: Event): Voice {
  const type = typeOf(event);
  if (type === "noted") return "internal";
  if (type === "replied") return event.by === "requester" ? "from-requester" : "to-requester";
  if (!wordsOf(event).length) return "none";
  if (TOLD.includes(type)) return "to-requester";
  if (HEARD.includes(type) && (event.by === "requester" || type === "responded")) return "from-requester";
  return INTERNAL.includes(type) ? "internal" : "none";
}

/** What counts as having handled a pass: whoever did one of these is kept from the later ones (docs/paths.md). */
const HANDLED = ["answered", "informed", "solved", "resolved", "rejected"];

/** Return who handled an earlier pass and was not readmitted: names by id. The events come newest first. */
export function keptAway(events: readonly Event[]): Map<string, string> {
  const away = new Map<string, string>();
  let now = new Map<string, string>();
  for (const event of [...events].reverse()) {
    const facts = event.facts as Record<string, unknown>;
    const type = typeOf(event);
    if (type === "reopened") {
      for (const [id, name] of now) away.set(id, name);
      now = new Map();
    }
    if (type === "assigned" && typeof facts["to"] === "string") {
      now.set(facts["to"], String(facts["to_name"] ?? ""));
      if (facts["readmitted"]) away.delete(facts["to"]);
    }
    if (HANDLED.includes(type) && event.by_name) now.set(event.by, event.by_name);
  }
  return away;
}
