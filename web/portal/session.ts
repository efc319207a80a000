import { useSyncExternalStore } from "react";

/** A requester's session, opened by a code; it ends with the tab, for others may use the machine. */
export interface Session {
  token: string;
  expires_at: string;
  target: string;
}

const PLACE = "nidaa.session";
const listeners = new Set<() => void>();

export function session(): Session | undefined {
  const text = sessionStorage.getItem(PLACE);
  const found = text ? (JSON.parse(text) as Session) : undefined;
  return found && new Date(found.expires_at) > new Date() ? found : undefined;
}

export function setSession(opened: Session | undefined): void {
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
