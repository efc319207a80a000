import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { type Caller, type CallerPerson, readCaller } from "../../contacts";
import { useDesk } from "../../desk";
import { useBodyNow } from "../../me";
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

/** Return how a disposition is called by the body; what is none is said as it is. */
export function useDispositions() {
  const { name } = useWords();
  const { desk } = useDesk();
  const here = useBodyNow();
  // Who has no desk reads them from the switchboard.
  const switchboard = useSwitchboard(desk ? "" : here).data;
  const all = desk?.dispositions ?? switchboard?.dispositions ?? [];
  return {
    all: all.map(({ code, name: words }) => ({ code, label: name(words) || code })),
    named: (code: string) => name(all.find((each) => each.code === code)?.name) || code,
  };
}

/** Return how to deal with a kind of client (R081), in the reader's language. */
export function useGuidance() {
  const { name } = useWords();
  return ({ guidance }: CallerPerson) => (typeof guidance === "string" ? guidance : name(guidance));
}
