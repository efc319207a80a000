import { useSyncExternalStore } from "react";

/** How many reports wait or have something to tell: read at the first glance, before anything else is loaded. */
const PLACE = "nidaa.unsent";
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
};

/** Return how many reports of this device have not come to their number before somebody's eyes. */
export const unsent = () => Number(localStorage.getItem(PLACE) ?? 0);

export function setUnsent(count: number): void {
  if (count) localStorage.setItem(PLACE, String(count));
  else localStorage.removeItem(PLACE);
  for (const listener of listeners) listener();
}

export const useUnsent = () => useSyncExternalStore(subscribe, unsent, () => 0);
