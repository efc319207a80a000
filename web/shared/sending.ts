import { useCallback, useState } from "react";
import { asRefusal, type Refusal } from "./api/refusal";
import { forgetKey, keyFor } from "./keys";

export interface Sending<B, A> {
  /** The refusal of the last try, until the next. */
  refusal: Refusal | undefined;
  busy: boolean;
  /** Send; return the answer, or undefined if it was refused. The same words always go under the same key. */
  send: (body: B) => Promise<A | undefined>;
  clear: () => void;
}

/** Send a form: safely again. `form` names it, one name a form and thing, such as `rate.261234567890`. */
export function useSending<B, A>(form: string, call: (body: B, key: string) => Promise<A>): Sending<B, A> {
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const send = useCallback(
    async (body: B) => {
      setBusy(true);
      setRefusal(undefined);
      try {
        const answer = await call(body, keyFor(form, body));
        forgetKey(form);
        return answer;
      } catch (error) {
        setRefusal(asRefusal(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [form, call],
  );
  return { refusal, busy, send, clear: useCallback(() => setRefusal(undefined), []) };
}
