import { useCallback, useEffect, useSyncExternalStore } from "react";
import { type Desk, putPresence } from "./contacts";
import { type Chosen, Choosing } from "./presence";

const choosing = new Choosing({
  put: putPresence,
  later: (deed, milliseconds) => {
    const waiting = setTimeout(deed, milliseconds);
    return () => clearTimeout(waiting);
  },
});

/** Return what one chose to be doing and how to choose; `toldAt` is when the desk was last told of. */
export function useChosen(desk: Desk | undefined, toldAt: number, refresh: () => Promise<void>) {
  const chosen = useSyncExternalStore(choosing.hear, choosing.state);
  useEffect(() => {
    if (desk) choosing.told(desk.presence);
  }, [desk, toldAt]);
  const choose = useCallback(
    async (status: Chosen) => {
      try {
        await choosing.choose(status);
      } finally {
        void refresh();
      }
    },
    [refresh],
  );
  return { chosen, choose };
}
