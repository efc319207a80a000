import { type Schemas, told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { useSending } from "@shared/sending";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useCallback, useState } from "react";
import { api } from "../api";
import { useBody } from "../body";
import { useBearer } from "../session";
import { sourcePortal } from "../source";
import { Field, Refused } from "./Field";
import { SignIn } from "./SignIn";
import { Waiting } from "./Waiting";

type Subscription = Schemas["SubscriptionView"];

/** Agree to a body's news, and withdraw again as easily (R017): a code proves whose number it is. */
export function StayInTouch() {
  const { t } = useWords();
  const bearer = useBearer();
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="stay" className="card grid gap-4">
      <h2 id="stay">{t("stay-title")}</h2>
      <p>{t("stay-text")}</p>
      {bearer ? (
        <Own bearer={bearer} />
      ) : open ? (
        <SignIn plain />
      ) : (
        <button type="button" className="aegov-btn btn-outline justify-self-start" onClick={() => setOpen(true)}>
          {t("stay-open")}
        </button>
      )}
    </section>
  );
}

function Own({ bearer }: { bearer: string }) {
  const { body } = useBody();
  const kept = useQueryClient();
  const queryKey = ["subscription", bearer, body.code];
  const query = { query: { body: body.code } };
  const own = useQuery({
    queryKey,
    queryFn: () => told(api.GET("/v1/public/me/subscription", { params: query })),
  });
  const changed = (after: Subscription) => kept.setQueryData(queryKey, after);
  if (!own.data) return <Waiting error={own.error} retry={() => void own.refetch()} />;
  return own.data.active ? (
    <Active own={own.data} body={body.code} changed={changed} />
  ) : (
    <SignUp withdrawn={Boolean(own.data.withdrawn_at)} changed={changed} />
  );
}

interface Held {
  body: string;
  changed: (after: Subscription) => void;
}

function SignUp({ withdrawn, changed }: Omit<Held, "body"> & { withdrawn: boolean }) {
  const { t, language } = useWords();
  const { body } = useBody();
  const [name, setName] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState<Refusal>();
  const call = useCallback(
    (said: Schemas["SignUp"]) => told(api.PUT("/v1/public/me/subscription", { body: said })),
    [],
  );
  const sending = useSending(`stay.${body.code}`, call);
  const refusal = missing ?? sending.refusal;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(agreed ? undefined : Refusal.missing("consent"));
    if (!agreed) return;
    const after = await sending.send({
      body: body.code,
      consent: true,
      name: name.trim(),
      language,
      portal: sourcePortal(body),
    });
    if (after) changed(after);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      {withdrawn && (
        <p role="status" className="font-semibold">
          {t("stay-withdrawn")}
        </p>
      )}
      <Refused refusal={refusal} labels={{ consent: t("stay-consent"), name: t("stay-name") }} />
      <Field id="name" label={t("stay-name")} reason={refusal?.fields["name"]}>
        {(field) => (
          <input
            {...field}
            type="text"
            dir="auto"
            autoComplete="name"
            maxLength={120}
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
          />
        )}
      </Field>
      <label className="choice">
        <input
          id="consent"
          type="checkbox"
          name="consent"
          checked={agreed}
          aria-invalid={refusal?.fields["consent"] ? "true" : undefined}
          onChange={(e) => setAgreed(e.currentTarget.checked)}
        />
        <span>
          <span className="block font-semibold">{t("stay-consent")}</span>
          <span className="block text-sm text-aeblack-700">{t("stay-consent-hint")}</span>
        </span>
      </label>
      <button type="submit" className="aegov-btn justify-self-start" disabled={sending.busy}>
        {sending.busy ? t("sending") : t("stay-send")}
      </button>
    </form>
  );
}

function Active({ own, body, changed }: Held & { own: Subscription }) {
  const { t, format } = useWords();
  const call = useCallback(
    () => told(api.DELETE("/v1/public/me/subscription", { params: { query: { body } } })),
    [body],
  );
  const sending = useSending(`unstay.${body}`, call);
  const withdraw = async () => {
    const after = await sending.send({});
    if (after) changed(after);
  };
  return (
    <div className="grid gap-3">
      <Refused refusal={sending.refusal} />
      <p role="status">
        <span className="font-semibold">{t("stay-active")}</span> <Ltr>{own.to}</Ltr>
        {own.given_at && ` · ${t("stay-since", { at: format.day(own.given_at) })}`}
      </p>
      <button
        type="button"
        className="aegov-btn btn-outline btn-sm justify-self-start"
        disabled={sending.busy}
        onClick={() => void withdraw()}
      >
        {sending.busy ? t("sending") : t("stay-withdraw")}
      </button>
    </div>
  );
}
