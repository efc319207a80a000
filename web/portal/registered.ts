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

/** Return the token that shows this one ticket without a session, if it was filed in this tab. */
export function tokenOf(number: string): string {
  const found = registered();
  return found?.number === number && sessionStorage.getItem(OVER) !== number ? found.track_token : "";
}

/** Give up the token of a ticket, which the service does not take any more. */
export function giveUpToken(number: string): void {
  sessionStorage.setItem(OVER, number);
}
