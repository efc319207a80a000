import { asRefusal, type Refusal } from "@shared/api/refusal";
import { useCallback } from "react";
import { useDesk } from "../../desk";
import type { Chosen } from "../../presence";
import { PhoneRefused } from "../../telephony/phone";

/** Choose what one is doing; what was missed is put away with it, for it would hold every other call back. */
export function usePresence(refused: (refusal: Refusal | undefined) => void): (status: Chosen) => Promise<void> {
  const { phone, verbs, choose } = useDesk();
  return useCallback(
    async (status) => {
      refused(undefined);
      try {
        await choose(status);
        const missed = phone.calls.filter(({ phase }) => phase === "missed" || phase === "failed");
        await Promise.all(missed.map(({ id }) => verbs && putAway(verbs.finish(id))));
      } catch (thrown) {
        refused(asRefusal(thrown));
      }
    },
    [phone.calls, verbs, choose, refused],
  );
}

/** The telephony puts it away by itself, often before it is asked. */
async function putAway(finished: Promise<void>): Promise<void> {
  try {
    await finished;
  } catch (why) {
    if (!(why instanceof PhoneRefused)) throw why;
  }
}
