import { useSyncExternalStore } from "react";

const phone = globalThis.matchMedia?.("(width < 688px)");

function listen(listener: () => void): () => void {
  phone?.addEventListener("change", listener);
  return () => phone?.removeEventListener("change", listener);
}

/** Return whether the window is as narrow as a phone, where Cloudscape too lays out otherwise. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => phone?.matches ?? false);
