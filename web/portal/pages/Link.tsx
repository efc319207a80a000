import { type Schemas, told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useDraft } from "@shared/drafts";
import { isChosen, useWords } from "@shared/language/Language";
import { TicketNumber } from "@shared/language/Ltr";
import { useSending } from "@shared/sending";
import { codeId } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { api } from "../api";
import { useBody } from "../body";
import { Field, Refused } from "../parts/Field";
import { Page } from "../parts/Page";
import { RatingForm } from "../parts/ticket/RatingForm";
import { Waiting } from "../parts/Waiting";

type View = Schemas["LinkView"];
type Deed = View["can"][number];

/** What a link leads to, and what was just done with it. */
interface Seen {
  view: View;
  deed?: Deed | undefined;
}

interface Held {
  token: string;
  view: View;
  /** Told with the ticket as it is after a deed. */
  done: (deed: Deed, view: View) => void;
  /** Told when the ticket or the link is not as it was shown. */
  outdated: () => void;
}

const ENDED: readonly string[] = ["resolved", "closed", "rejected"];
const NO_REASON = { reason: "" };

/** What a link in a message leads to: one ticket, rated or opened again once, without a code (R122, R231). */
export default function FromMessage({ token }: { token: string }) {
  const { t, speak } = useWords();
  const { body, choose } = useBody();
  const kept = useQueryClient();
  const queryKey = ["link", token];
  const seen = useQuery<Seen>({
    queryKey,
    queryFn: async () => ({
      view: await told(api.GET("/v1/public/links/{token}", { params: { path: { token } } })),
      deed: kept.getQueryData<Seen>(queryKey)?.deed,
    }),
  });
  const whose = seen.data?.view.body;
  useEffect(() => {
    if (whose && whose !== body.code) choose(whose);
  }, [whose, body.code, choose]);
  // Who never chose a language here reads the one that the ticket was filed in.
  const theirs = seen.data?.view.language;
  useEffect(() => {
    if (theirs && !isChosen()) speak(theirs === "en" ? "en" : "ar");
  }, [theirs, speak]);
  if (seen.error instanceof Refusal && seen.error.status === 404) return <Dead />;
  const view = seen.data?.view;
  return (
    <Page title={t("link-title")} lead={view && <TicketNumber number={view.number} />}>
      {seen.data ? (
        <Shown
          {...seen.data}
          token={token}
          done={(deed, after) => kept.setQueryData<Seen>(queryKey, { view: after, deed })}
          outdated={() => void seen.refetch()}
        />
      ) : (
        <Waiting error={seen.error} retry={() => void seen.refetch()} />
      )}
    </Page>
  );
}

function Dead() {
  const { t } = useWords();
  return (
    <Page title={t("link-dead")} lead={<p>{t("link-dead-text")}</p>}>
      <p className="max-w-3xl">{t("link-dead-follow")}</p>
      <Link href="/tickets" className="aegov-btn btn-outline mt-4">
        {t("registered-follow")}
      </Link>
    </Page>
  );
}

function Shown({ deed, ...given }: Seen & Held) {
  const { t, format } = useWords();
  const { view } = given;
  const [tried, setTried] = useState(false);
  const held: Held = {
    ...given,
    done: (which, after) => {
      setTried(true);
      given.done(which, after);
    },
    outdated: () => {
      setTried(true);
      given.outdated();
    },
  };
  const may = (which: Deed) => !deed && view.can.includes(which);
  const notice = noticeOf(view, deed);
  return (
    <div className="grid max-w-3xl gap-6">
      {notice && <Notice id={notice} focus={tried} />}
      <Standing view={view} />
      {may("rate") && <Rate {...held} />}
      {may("reopen") && <Reopen {...held} />}
      {!notice && <p className="text-sm">{t("link-once", { day: format.day(view.expires_at) })}</p>}
      <div>
        <p>{t("link-follow-text")}</p>
        <Link href={`/tickets/${view.number}`} className="aegov-btn btn-outline mt-3">
          {t("registered-follow")}
        </Link>
      </div>
    </div>
  );
}

/** Return the message that says what was done, or why nothing can be; nothing while something can. */
function noticeOf(view: View, deed: Deed | undefined): string {
  const ended = ENDED.includes(view.status);
  if (deed === "rate") return ended ? "link-rated" : "link-rated-reopened";
  // After a final closing the ticket stays closed until the manager has decided.
  if (deed === "reopen") return ended ? "link-appealed" : "link-reopened";
  if (view.used) return "link-used";
  return view.can.length ? "" : "link-nothing";
}

function Notice({ id, focus }: { id: string; focus: boolean }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone.
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, id]);
  return (
    <div ref={box} role="status" tabIndex={-1} className="card border-2 border-primary-600 bg-primary-50 outline-none">
      <h2>{t(id)}</h2>
      <p>{t(`${id}-text`)}</p>
    </div>
  );
}

function Standing({ view }: { view: View }) {
  const { t, format } = useWords();
  const facts: [string, string][] = [
    [t("ticket-status"), t(codeId("status", view.status))],
    [t("ticket-kind"), t(codeId("kind", view.kind))],
    [t("registered-at"), format.moment(view.registered_at)],
  ];
  return (
    <div className="card">
      <p className="font-semibold">{t(codeId("link", view.status))}</p>
      <dl className="mt-3 grid gap-3 sm:grid-cols-3">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt className="text-sm text-aeblack-700">{term}</dt>
            <dd className="font-semibold">{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Send something with the link. What was typed stays in its draft, which the ticket's own page finds too. */
function useLink(deed: Deed, { token, view, done, outdated }: Held) {
  const call = useCallback(
    (body: Schemas["Sent"]) => told(api.POST("/v1/public/links/{token}", { params: { path: { token } }, body })),
    [token],
  );
  const sending = useSending(`link-${deed}.${view.number}`, call);
  const { refusal } = sending;
  // Another tab or somebody else was faster, or the link's time is over.
  const changed = refusal?.status === 404 || refusal?.status === 409;
  const again = useRef(outdated);
  useEffect(() => {
    again.current = outdated;
  });
  useEffect(() => {
    if (changed) again.current();
  }, [changed]);
  return {
    ...sending,
    send: async (body: Partial<Schemas["Sent"]>) => {
      const after = await sending.send({ score: null, reason: "", partner_score: null, reopen: null, ...body });
      if (after) done(deed, after);
      return after;
    },
  };
}

function Rate(held: Held) {
  const { view } = held;
  const { refusal, busy, send } = useLink("rate", held);
  return (
    <RatingForm
      ticket={view}
      reopens={view.can.includes("reopen") ? "always" : "never"}
      refusal={refusal}
      busy={busy}
      send={({ score, reason }) => send({ score, reason })}
    />
  );
}

function Reopen(held: Held) {
  const { t } = useWords();
  const { view } = held;
  const draft = useDraft(`reopening.${view.number}`, NO_REASON);
  const alone = !view.can.includes("rate");
  const [open, setOpen] = useState(alone || Boolean(draft.value.reason));
  const [asked, setAsked] = useState(false);
  const [empty, setEmpty] = useState<Refusal>();
  const sending = useLink("reopen", held);
  const refusal = empty ?? sending.refusal;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reason = draft.value.reason.trim();
    setEmpty(reason ? undefined : Refusal.missing("reopen.reason"));
    if (reason && (await sending.send({ reopen: { reason } }))) draft.forget();
  };
  const begin = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <section className="card" aria-labelledby="reopening">
      <h2 id="reopening">{t("reopen-title")}</h2>
      <p className="mt-1 text-aeblack-700">{t("reopen-text")}</p>
      {!open && (
        <button type="button" className="aegov-btn btn-outline mt-3" onClick={begin}>
          {t("reopen-open")}
        </button>
      )}
      {open && (
        <form noValidate onSubmit={(event) => void submit(event)} className="mt-3 grid gap-4">
          <Refused refusal={refusal} labels={{ "reopen.reason": t("reopen-reason") }} />
          <Field id="reopen.reason" label={t("reopen-reason")} reason={refusal?.fields["reopen.reason"]}>
            {(field) => (
              <textarea
                {...field}
                rows={3}
                dir="auto"
                maxLength={4000}
                autoFocus={asked}
                value={draft.value.reason}
                onChange={(e) => draft.change({ reason: e.currentTarget.value })}
              />
            )}
          </Field>
          <button type="submit" className="aegov-btn justify-self-start" disabled={sending.busy}>
            {sending.busy ? t("sending") : t("reopen-send")}
          </button>
        </form>
      )}
    </section>
  );
}
