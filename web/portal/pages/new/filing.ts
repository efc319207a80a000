import { told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { type Draft, draftPlace, useDraft } from "@shared/drafts";
import { forgetKey, keyFor } from "@shared/keys";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../api";
import type { Body } from "../../body";
import { handIn, isWaiting } from "../../offline/outbox";
import { keepRegistered } from "../../registered";
import { useBearer } from "../../session";
import { dropFiles } from "../../uploads";
import { EMPTY, missingFrom, type Registration, registrationOf, type Typed } from "../newTicket";

/** The form of a body: what is typed into it, and what handing it in leads to. */
export function useFiling(body: Body) {
  const { language } = useWords();
  const [, go] = useLocation();
  const form = `new.${body.code}`;
  const { draft, filled } = useOwn(body.code, useDraft<Typed>(form, EMPTY));
  const typed = draft.value;
  const call = useCallback(
    (words: Registration, id: string) => handIn({ id, form, words, typed, state: "waiting", at: Date.now() }),
    [form, typed],
  );
  const sending = useSending(form, call);
  const [missing, setMissing] = useState<Refusal>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = missingFrom(typed);
    setMissing(empty.length ? refusalFor(empty) : undefined);
    if (empty.length) return;
    const words = registrationOf(typed, body, language);
    const registered = await sending.send(words);
    if (registered) {
      keepRegistered({ ...registered, body: body.code, kind: typed.kind, anonymous: typed.anonymous });
      draft.forget();
      go("/registered");
    } else if (isWaiting(keyFor(form, words))) {
      forgetKey(form);
      draft.forget();
      go("/unsent");
    }
  };
  return {
    form,
    draft,
    refusal: missing ?? sending.refusal,
    busy: sending.busy,
    elsewhere: useSentElsewhere(form, draft.forget),
    filled,
    submit,
    startAnew: () => {
      draft.forget();
      void dropFiles(form);
    },
  };
}

const refusalFor = (fields: string[]) =>
  Refusal.faulty(
    fields.map((field) => ({ field, reason: field === "requester.mobile" ? "missing-identifier" : "missing" })),
  );

const OWN = ["first_name", "family_name", "mobile", "email", "national_id"] as const;

/** Fill in what the body knows of who is signed in (R115). It is kept on the device only once somebody types. */
function useOwn(code: string, draft: Draft<Typed>): { draft: Draft<Typed>; filled: boolean } {
  const bearer = useBearer();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const own = useQuery({
    queryKey: ["me", bearer, code],
    queryFn: () => told(api.GET("/v1/public/me", { params: { query: { body: code } } })),
    enabled: Boolean(bearer),
    retry: false,
  });
  const blank = OWN.filter((field) => own.data?.[field] && !draft.value[field] && !touched.has(field));
  const change = (part: Partial<Typed>) => {
    setTouched((before) => new Set([...before, ...Object.keys(part)]));
    draft.change(part);
  };
  const value = { ...draft.value, ...Object.fromEntries(blank.map((field) => [field, own.data![field]])) };
  return { draft: { ...draft, value, change }, filled: blank.length > 0 };
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
