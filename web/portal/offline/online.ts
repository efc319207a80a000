import { useSyncExternalStore } from "react";

const subscribe = (listener: () => void) => {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
};

/** Return whether the device believes to have a connection. */
export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine);
