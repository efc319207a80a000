import type { Kind, Schemas } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { type Draft, draftPlace } from "@shared/drafts";
import { forgetKey, keyFor } from "@shared/keys";
import { useSending } from "@shared/sending";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { handIn, isWaiting } from "../../offline/outbox";
import { keepRegistered } from "../../registered";

interface Given<T> {
  /** Its name, one a body. */
  form: string;
  draft: Draft<T>;
  /** What is wrong with what is typed, known without a call. */
  fault: (typed: T) => Refusal | undefined;
  words: (typed: T) => Schemas["Registration"];
}

/** Hand in what is typed: it is registered, or refused with its words still there, or waits for a connection. */
export function useHandingIn<T extends object>({ form, draft, fault, words }: Given<T>) {
  const [, go] = useLocation();
  const typed = draft.value;
  const call = useCallback(
    (said: Schemas["Registration"], id: string) =>
      handIn({ id, form, words: said, typed, state: "waiting", at: Date.now() }),
    [form, typed],
  );
  const sending = useSending(form, call);
  const [faulty, setFaulty] = useState<Refusal>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = fault(typed);
    setFaulty(found);
    if (found) return;
    const said = words(typed);
    const registered = await sending.send(said);
    if (registered) {
      keepRegistered({ ...registered, body: said.body, kind: said.kind as Kind, anonymous: said.anonymous });
      draft.forget();
      go("/registered");
    } else if (isWaiting(keyFor(form, said))) {
      forgetKey(form);
      draft.forget();
      go("/unsent");
    }
  };
  return {
    submit,
    busy: sending.busy,
    refusal: faulty ?? sending.refusal,
    elsewhere: useSentElsewhere(form, draft.forget),
  };
}

/** Empty the form when another tab has sent, or thrown away, what stands in both. */
function useSentElsewhere(form: string, forget: () => void): boolean {
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    const look = ({ key, newValue }: StorageEvent) => {
      if (key !== draftPlace(form) || newValue !== null) return;
      forget();
      setElsewhere(true);
    };
    addEventListener("storage", look);
    return () => removeEventListener("storage", look);
  }, [form, forget]);
  return elsewhere;
}
