import { asRefusal, Refusal } from "@shared/api/refusal";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import { type ContactView, type Desk, putPresence, readDesk } from "./contacts";
import { has, type Me, SPEAKERS, useMe } from "./me";
import type { Chosen } from "./presence";
import { Line } from "./telephony/line";
import { openSoftphone } from "./telephony/open";
import type { Phone, PhoneState } from "./telephony/phone";
import { speakWhenShown } from "./telephony/speaking";
import { tabMeans } from "./telephony/tabs";
import { useChosen } from "./useChosen";
import { useLive } from "./useLive";

const line = new Line({ open: openSoftphone, anew: () => location.reload(), tabs: tabMeans() });
globalThis.addEventListener?.("online", () => line.network(true));
globalThis.addEventListener?.("offline", () => line.network(false));

const speakSoon = () => speakWhenShown(line);

/** How often the desk is asked for, in milliseconds: as long as nobody tells, and while somebody does. */
const ALONE = 20_000;
const TOLD = 60_000;

/** Return whether somebody speaks with callers (chalicelib/contacts/visibility.py). */
export const speaks = (me: Me) => has(me, ...SPEAKERS);

/** Return whether somebody has a telephone: who speaks with callers, and quality, which listens to those who do. */
export const hasDesk = (me: Me) => speaks(me) || has(me, "quality");

interface Known {
  /** What stands on the desk; nothing until it is known, or for who has none. */
  desk: Desk | undefined;
  phone: PhoneState;
  /** What the softphone can be asked to do; nothing without one. */
  verbs: Phone | undefined;
  /** What one chose to be doing, as long as telephony does not tell that it is so. */
  chosen: Chosen | undefined;
  choose: (status: Chosen) => Promise<void>;
  /** Whether the service tells what happens; without, it is asked now and then. */
  live: boolean;
  asked: { error: Error | null; refetch: () => Promise<unknown> };
  /** Something was done: ask for the desk, and what of contacts is shown, anew; in one's other tabs too. */
  refresh: () => Promise<void>;
  /** Try to open the softphone again. */
  reopen: () => void;
  /** Have the softphone in this tab. */
  take: () => void;
  /** Speak in the call that one was let into, as soon as the softphone shows it: it begins unheard. */
  speakSoon: () => void;
}

const Context = createContext<Known | undefined>(undefined);

/** Knows what stands on one's desk: presence, calls, what is not wrapped up. Everything below shares one question. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const queries = useQueryClient();
  const wanted = hasDesk(me);
  const look = useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["desk"] }),
      queries.invalidateQueries({ queryKey: ["contacts"] }),
    ]);
  }, [queries]);
  const refresh = useCallback(async () => {
    line.done();
    await look();
  }, [look]);
  useEffect(() => line.hearDone(() => void look()), [look]);
  const live = useLive(
    wanted ? ["desk"] : [],
    () => void look(),
    () => void look(),
  );
  const asked = useQuery({
    queryKey: ["desk", me.id],
    queryFn: readDesk,
    enabled: wanted,
    refetchInterval: ({ state }) => (isNone(state.error) ? false : live ? TOLD : ALONE),
    retry: (count, error) => !isNone(error) && count < 2,
  });
  const { data: desk, error, refetch } = asked;
  const { kind = "none", script = "", softphone = "", region = "" } = desk?.telephony ?? {};
  const reopen = useCallback(() => {
    if (kind !== "none" && script) line.open(me.id, { script, softphone, region });
  }, [kind, script, softphone, region, me.id]);
  useEffect(reopen, [reopen, asked.dataUpdatedAt]);
  const phone = useSyncExternalStore(line.hear, line.state);
  const { chosen, choose } = useChosen(desk, asked.dataUpdatedAt, refresh);
  useEffect(() => {
    // What the softphone shows, the service knows a little later: calls that begin and end change the desk.
    void look();
  }, [phone.calls.length, look]);
  const known = useMemo<Known>(
    () => ({
      desk,
      phone,
      verbs: phone.link === "none" ? undefined : line.phone,
      chosen,
      choose,
      live,
      asked: { error, refetch },
      refresh,
      reopen,
      take: line.take,
      speakSoon,
    }),
    [desk, phone, chosen, choose, live, error, refetch, refresh, reopen],
  );
  return <Context.Provider value={known}>{children}</Context.Provider>;
}

/** Return whether a refusal says that this person has no desk: asking again would not help. */
const isNone = (error: Error | null) => error instanceof Refusal && (error.status === 403 || error.status === 404);

/** Return what stands on one's desk. */
export function useDesk(): Known {
  const found = useContext(Context);
  if (!found) throw new Error("no desk is known here: put the part under DeskProvider");
  return found;
}

/** Return the contacts that wait for one's wrap-up, the one that ended first before. */
export const waitingOf = (desk: Desk | undefined): readonly ContactView[] =>
  [...(desk?.needs_wrap_up ?? [])].sort((one, other) => one.ended_at.localeCompare(other.ended_at));

/** Whoever signs out takes no more calls; where there is no desk, or no answer, that is no reason to stay. */
export async function leaveDesk(me: Me): Promise<void> {
  if (!hasDesk(me)) return;
  try {
    await putPresence("offline");
  } catch (thrown) {
    asRefusal(thrown);
  }
}
