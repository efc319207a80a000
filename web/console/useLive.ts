import { told } from "@shared/api/client";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { api } from "./api";
import { Live, type Message, type Topic } from "./live";

const live = new Live({
  ticket: () => told(api.POST("/v1/ws-tickets")),
  open: (address) => new WebSocket(address),
  origin: () => location.origin,
  later: (deed, milliseconds) => {
    const waiting = setTimeout(deed, milliseconds);
    return () => clearTimeout(waiting);
  },
  random: Math.random,
});

globalThis.addEventListener?.("online", () => live.hurry());
globalThis.addEventListener?.("offline", () => live.cut());

/** Return the tab's one connection, for code outside components. */
export const connection = (): Live => live;

const watch = (watcher: () => void) => live.watch(watcher);

/**
 * Follow topics while this is shown: `heard` is told of each message, `followed` each time that the connection stands
 * anew, when something may have been missed. Return whether it stands; whoever follows asks now and then while it does
 * not.
 */
export function useLive(
  topics: readonly Topic[],
  heard: (message: Message) => void,
  followed: () => void = () => undefined,
): boolean {
  const latest = useRef({ heard, followed });
  useEffect(() => {
    latest.current = { heard, followed };
  });
  const named = topics.join(" ");
  useEffect(() => {
    if (!named) return undefined;
    return live.follow({
      topics: named.split(" ") as Topic[],
      heard: (message) => latest.current.heard(message),
      followed: () => latest.current.followed(),
    });
  }, [named]);
  return useSyncExternalStore(watch, () => topics.length > 0 && live.isHere(topics));
}
