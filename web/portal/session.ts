import { useSyncExternalStore } from "react";

/** A requester's session, opened by a code; it ends with the tab, for others may use the machine. */
export interface Session {
  token: string;
  expires_at: string;
  target: string;
}

const PLACE = "nidaa.session";
const listeners = new Set<() => void>();
let over = false;

export function session(): Session | undefined {
  const text = sessionStorage.getItem(PLACE);
  const found = text ? (JSON.parse(text) as Session) : undefined;
  return found && new Date(found.expires_at) > new Date() ? found : undefined;
}

export function setSession(opened: Session | undefined): void {
  over = false;
  keep(opened);
}

/** Give the session up because the service does not know it any more: who reads is told so, and signs in again. */
export function endSession(): void {
  over = true;
  keep(undefined);
}

/** Return whether the last session came to an end by itself. */
export const sessionIsOver = () => over;

function keep(opened: Session | undefined): void {
  if (opened) sessionStorage.setItem(PLACE, JSON.stringify(opened));
  else sessionStorage.removeItem(PLACE);
  for (const listener of listeners) listener();
}

/** Return the token of the session that is open, or nothing; a part that uses it is drawn anew when it changes. */
export function useBearer(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session()?.token ?? "",
  );
}
