import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useBodyNow } from "../../me";
import { useSwitchboard } from "../../switchboard";
import { queueOf } from "../../telephony/phone";

/** Return how to call a queue of the telephony as its body does, with its language; another is said as it is. */
export function useQueueNames(): (queue: string) => string {
  const { t, name } = useWords();
  const { data } = useSwitchboard(useBodyNow());
  return (queue) => {
    const told = queueOf(queue);
    const named = told && name(data?.queues.find(({ label }) => label === told.label)?.name);
    return named ? `${named} (${t(codeId("language", told.language))})` : queue;
  };
}
