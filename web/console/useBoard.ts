import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useBodyNow } from "./me";
import { type Board, fetchBoard } from "./supervision";
import { ALONE, throttled, TOLD } from "./throttled";
import { useLive } from "./useLive";

/** On a busy minute a board is asked for no more often than this. */
const PAUSE = 1_000;
/** A connection that comes back as soon as this was hardly away. */
const HARDLY = 3_000;

export interface Seen {
  board: Board | undefined;
  error: Error | null;
  retry: () => void;
  /** Whether what happens is told at once; else it is asked for every few seconds. */
  here: boolean;
  /** Now, in milliseconds, by the service's clock: it ticks. */
  now: number;
}

/** Return the board as it stands, anew within a second of what happens. */
export function useBoard(): Seen {
  const body = useBodyNow();
  const queries = useQueryClient();
  const { ask: soon, stop } = useMemo(
    () => throttled(() => void queries.invalidateQueries({ queryKey: ["supervision", body] }), PAUSE),
    [queries, body],
  );
  useEffect(() => stop, [stop]);
  const here = useLive(["agents", "queues"], (message) => message.body === body && soon(), soon);
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ["supervision", body],
    queryFn: () => fetchBoard(body),
    refetchInterval: here ? TOLD : ALONE,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const now = useNow();
  // The service's clock counts, whatever that of this machine says.
  const ahead = data ? Date.parse(data.at) - dataUpdatedAt : 0;
  return { board: data, error, retry: () => void refetch(), here, now: now + ahead };
}

/** Return now, each second anew. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(ticking);
  }, []);
  return now;
}

/** Return whether something has been away for longer than a moment. */
export function useAway(here: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (here) return;
    const waiting = setTimeout(() => setLong(true), HARDLY);
    return () => {
      clearTimeout(waiting);
      setLong(false);
    };
  }, [here]);
  return long && !here;
}
