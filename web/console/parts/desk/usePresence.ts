import { asRefusal, type Refusal } from "@shared/api/refusal";
import { useCallback, useState } from "react";
import { putPresence } from "../../contacts";
import { useDesk } from "../../desk";
import { PhoneRefused } from "../../telephony/phone";

type Chosen = Parameters<typeof putPresence>[0];

/** Choose what one is doing; what was missed is put away with it, for it would hold every other call back. */
export function usePresence(refused: (refusal: Refusal | undefined) => void) {
  const { phone, verbs, refresh } = useDesk();
  const [wanted, setWanted] = useState<Chosen>();
  const missed = phone.calls.filter(({ phase }) => phase === "missed" || phase === "failed");
  const put = useCallback(
    async (status: Chosen) => {
      setWanted(status);
      refused(undefined);
      try {
        await putPresence(status);
        await Promise.all(missed.map(({ id }) => verbs && putAway(verbs.finish(id))));
      } catch (thrown) {
        refused(asRefusal(thrown));
      } finally {
        await refresh();
        setWanted(undefined);
      }
    },
    [missed, verbs, refresh, refused],
  );
  return { put, wanted };
}

/** The telephony puts it away by itself, often before it is asked. */
async function putAway(finished: Promise<void>): Promise<void> {
  try {
    await finished;
  } catch (why) {
    if (!(why instanceof PhoneRefused)) throw why;
  }
}
