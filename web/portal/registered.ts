import type { Schemas } from "@shared/api/client";

/** What was just filed, for the page that shows its number; it ends with the tab. */
export type Registered = Schemas["RegisteredView"] & { body: string; kind: string; anonymous: boolean };

const PLACE = "nidaa.registered";
const OVER = "nidaa.registered.over";

export function keepRegistered(registered: Registered): void {
  sessionStorage.setItem(PLACE, JSON.stringify(registered));
  sessionStorage.removeItem(OVER);
}

export function registered(): Registered | undefined {
  const text = sessionStorage.getItem(PLACE);
  return text ? (JSON.parse(text) as Registered) : undefined;
}

/**
 * Return the token that shows this one ticket without a session: it was filed in this tab, or stands in the address of
 * the code on an anonymous ticket's paper, after the # that no server is told.
 */
export function tokenOf(number: string): string {
  if (sessionStorage.getItem(OVER) === number) return "";
  const found = registered();
  const written = new URLSearchParams(location.hash.slice(1)).get("track") ?? "";
  return found?.number === number ? found.track_token : written;
}

/** Return the address on the paper; an anonymous ticket is followed by it alone, for it has no mobile. */
export function addressOf({ number, anonymous, track_token }: Registered): string {
  const token = anonymous ? `#${new URLSearchParams({ track: track_token }).toString()}` : "";
  return `${location.origin}/tickets/${number}${token}`;
}

/** Give up the token of a ticket, which the service does not take any more. */
export function giveUpToken(number: string): void {
  sessionStorage.setItem(OVER, number);
}
