import { type Schemas, told } from "@shared/api/client";
import { useDraft } from "@shared/drafts";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useCallback } from "react";
import { api } from "../api";
import { Field, Refused } from "../parts/Field";
import { Page } from "../parts/Page";
import { SignIn } from "../parts/SignIn";
import { Waiting } from "../parts/Waiting";
import { tokenOf } from "../registered";
import { useBearer } from "../session";

type Own = Schemas["OwnTicketView"];

/** One ticket for its requester: where it stands, step by step, and what may be done now (R115-R116, R130). */
export default function Ticket({ number }: { number: string }) {
  const { t } = useWords();
  const session = useBearer();
  const bearer = session || tokenOf(number);
  const title = t("ticket-title");
  const ticket = useQuery({
    queryKey: ["own", bearer, number],
    queryFn: () =>
      told(
        api.GET("/v1/public/tickets/{number}", {
          params: { path: { number } },
          headers: { Authorization: `Bearer ${bearer}` },
        }),
      ),
    enabled: Boolean(bearer),
  });
  if (!bearer) {
    return (
      <Page title={title} lead={<p>{t("track-lead")}</p>}>
        <SignIn />
      </Page>
    );
  }
  return (
    <Page title={title} lead={<TicketNumber number={number} />}>
      {ticket.data ? (
        <Shown ticket={ticket.data} bearer={bearer} changed={() => void ticket.refetch()} />
      ) : (
        <Waiting error={ticket.error} retry={() => void ticket.refetch()} />
      )}
    </Page>
  );
}

function Shown({ ticket, bearer, changed }: { ticket: Own; bearer: string; changed: () => void }) {
  const { t, name, format } = useWords();
  const facts: [string, string][] = [
    [t("ticket-status"), t(codeId("status", ticket.status))],
    [t("new-category"), name(ticket.category_name)],
    [t("registered-at"), format.moment(ticket.registered_at)],
    [t("registered-resolve"), ticket.promises.resolve_by && format.moment(ticket.promises.resolve_by)],
  ];
  return (
    <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
      <div className="grid min-w-0 content-start gap-6">
        {ticket.question && <Answer ticket={ticket} bearer={bearer} changed={changed} />}
        {ticket.allowed.includes("rating") && <Rate ticket={ticket} bearer={bearer} changed={changed} />}
        <Steps ticket={ticket} />
      </div>
      <aside className="card grid content-start gap-4 self-start">
        <dl className="grid gap-3">
          {facts
            .filter(([, text]) => text)
            .map(([term, text]) => (
              <div key={term}>
                <dt className="text-sm text-aeblack-700">{term}</dt>
                <dd className="font-semibold">{text}</dd>
              </div>
            ))}
        </dl>
        <div>
          <h2 className="font-semibold">{t("new-description")}</h2>
          <p dir="auto" className="whitespace-pre-wrap break-words">
            {ticket.description}
          </p>
        </div>
      </aside>
    </div>
  );
}

function Steps({ ticket }: { ticket: Own }) {
  const { t, name, format } = useWords();
  return (
    <section aria-labelledby="steps" className="card">
      <h2 id="steps" className="text-xl font-bold">
        {t("ticket-steps")}
      </h2>
      <ol className="mt-3 border-s-2 border-primary-200 ps-5">
        {ticket.steps.map((step) => (
          <li key={`${step.type}.${step.at}`} className="relative pb-5 last:pb-0">
            <span
              aria-hidden="true"
              className="absolute -start-[1.62rem] top-2 size-3 rounded-full border-2 border-primary-600 bg-white"
            />
            <p className="font-semibold">{name(step.text)}</p>
            <p className="text-sm text-aeblack-700">{format.moment(step.at)}</p>
            {step.message && (
              <blockquote dir="auto" className="mt-2 whitespace-pre-wrap break-words rounded-lg bg-aeblack-50 p-3">
                {step.message}
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Doing {
  ticket: Own;
  bearer: string;
  changed: () => void;
}

function Answer({ ticket, bearer, changed }: Doing) {
  const { t } = useWords();
  const form = `answer.${ticket.number}`;
  const draft = useDraft(form, { text: "" });
  const call = useCallback(
    (body: Schemas["Message"], key: string) =>
      told(
        api.POST("/v1/public/tickets/{number}/messages", {
          params: { path: { number: ticket.number }, header: { "Idempotency-Key": key } },
          headers: { Authorization: `Bearer ${bearer}` },
          body,
        }),
      ),
    [ticket.number, bearer],
  );
  const sending = useSending(form, call);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await sending.send({ text: draft.value.text }))) return;
    draft.forget();
    changed();
  };
  return (
    <section className="card border-2 border-primary-600" aria-labelledby="asked">
      <h2 id="asked" className="text-xl font-bold">
        {t("ticket-asked")}
      </h2>
      <blockquote dir="auto" className="my-3 whitespace-pre-wrap rounded-lg bg-primary-50 p-3">
        {ticket.question}
      </blockquote>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Refused refusal={sending.refusal} />
        <Field id="text" label={t("ticket-answer")} reason={sending.refusal?.fields["text"]}>
          {(field) => (
            <textarea
              {...field}
              rows={4}
              dir="auto"
              maxLength={4000}
              value={draft.value.text}
              onChange={(e) => draft.change({ text: e.currentTarget.value })}
            />
          )}
        </Field>
        <button type="submit" className="aegov-btn justify-self-start" disabled={sending.busy}>
          {t("send")}
        </button>
      </form>
    </section>
  );
}

function Rate({ ticket, bearer, changed }: Doing) {
  const { t } = useWords();
  const form = `rate.${ticket.number}`;
  const draft = useDraft(form, { score: 0, reason: "" });
  const call = useCallback(
    (body: Schemas["Rating"], key: string) =>
      told(
        api.POST("/v1/public/tickets/{number}/rating", {
          params: { path: { number: ticket.number }, header: { "Idempotency-Key": key } },
          headers: { Authorization: `Bearer ${bearer}` },
          body,
        }),
      ),
    [ticket.number, bearer],
  );
  const sending = useSending(form, call);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { score, reason } = draft.value;
    if (!(await sending.send({ score, reason, partner_score: null, reopen: true }))) return;
    draft.forget();
    changed();
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="card grid gap-4">
      <Refused refusal={sending.refusal} />
      <fieldset className="field" id="score" tabIndex={-1}>
        <legend className="text-xl">{t("rate-title")}</legend>
        <div className="flex flex-wrap gap-2">
          {[5, 4, 3, 2, 1].map((score) => (
            <label key={score} className="choice py-2">
              <input
                type="radio"
                name="score"
                value={score}
                checked={draft.value.score === score}
                onChange={() => draft.change({ score })}
              />
              {t(`rate-${score}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field id="reason" label={t("rate-reason")} reason={sending.refusal?.fields["reason"]} optional>
        {(field) => (
          <textarea
            {...field}
            rows={2}
            dir="auto"
            maxLength={4000}
            value={draft.value.reason}
            onChange={(e) => draft.change({ reason: e.currentTarget.value })}
          />
        )}
      </Field>
      <button type="submit" className="aegov-btn justify-self-start" disabled={sending.busy || !draft.value.score}>
        {t("rate-send")}
      </button>
    </form>
  );
}
