import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { type Caller, readCaller } from "../../contacts";
import { useDesk } from "../../desk";
import { useBodyNow, useMe } from "../../me";
import { useSwitchboard } from "../../switchboard";

/** A call rings a moment before the service has heard of it: so often, and so far apart, it is asked again. */
const TRIES = 12;
const APART = 1_000;

/** Return who calls, known before the answer (R005). */
export function useCaller(contact: string) {
  return useQuery<Caller>({
    queryKey: ["contacts", contact, "caller"],
    queryFn: () => readCaller(contact),
    retry: (count, error) => count < (error instanceof Refusal && error.status === 404 ? TRIES : 2),
    retryDelay: APART,
  });
}

/** Return how a body calls its dispositions (none named: the one that is worked for); what is none is said as it is. */
export function useDispositions(body?: string) {
  const { name } = useWords();
  const { desk } = useDesk();
  const me = useMe();
  const here = useBodyNow();
  // A desk has those of one's own body; another's, and without a desk all, are read from the switchboard.
  const own = !body || me.bodies.length === 1 ? desk?.dispositions : undefined;
  const switchboard = useSwitchboard(own ? "" : (body ?? here)).data;
  const all = own ?? switchboard?.dispositions ?? [];
  return {
    all: all.map(({ code, name: words, active }) => ({ code, label: name(words) || code, active: active !== false })),
    named: (code: string) => name(all.find((each) => each.code === code)?.name) || code,
  };
}
