/** What became of contacts, as the list can be narrowed down to it (chalicelib/contacts/contact.py). */
export const OUTCOMES = [
  "open",
  "in_ivr",
  "answered",
  "abandoned",
  "callback",
  "voicemail",
  "transferred",
  "cut_off",
  "not_reached",
  "monitored",
] as const;

const FILTERS = ["number", "ticket", "queue", "agent", "outcome", "person", "from", "to"] as const;
const MARKS = ["recorded", "needs_wrap_up"] as const;

/** Whether a number is long enough to look for: nobody's is shorter, and the service takes no part of one. */
export const isWhole = (name: "number" | "ticket", typed: string) =>
  !typed || (name === "ticket" ? typed.length === 12 : typed.replace(/\D/g, "").length >= 7);

/** Return what a list asks the service for, as its address says it. */
export function wantedOf(said: URLSearchParams): Record<string, string | boolean> {
  const texts = FILTERS.flatMap((name) => (said.get(name) ? [[name, said.get(name)!] as const] : []));
  const marks = MARKS.flatMap((name) => (said.get(name) === "true" ? [[name, true] as const] : []));
  return Object.fromEntries<string | boolean>([...texts, ...marks]);
}
