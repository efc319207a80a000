import { useCallback, useState } from "react";
import { PhoneRefused } from "../../telephony/phone";

/** Ask the softphone for one thing at a time; `refused` until the next. */
export function useVerb() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const ask = useCallback(async (verb: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setRefused(false);
    try {
      await verb();
      return true;
    } catch (why) {
      if (!(why instanceof PhoneRefused)) throw why;
      setRefused(true);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, refused, ask };
}
