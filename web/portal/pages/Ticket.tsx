import { told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { TicketNumber } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../api";
import { Page } from "../parts/Page";
import { SignIn } from "../parts/SignIn";
import { Attachments } from "../parts/ticket/Attachments";
import { type Held, type Own, signOutOf } from "../parts/ticket/deed";
import { Message } from "../parts/ticket/Message";
import { Rating } from "../parts/ticket/Rating";
import { Reopening } from "../parts/ticket/Reopening";
import { Conversation, Steps } from "../parts/ticket/Steps";
import { Withdrawal } from "../parts/ticket/Withdrawal";
import { Waiting } from "../parts/Waiting";
import { tokenOf } from "../registered";
import { sessionIsOver, useBearer } from "../session";

const ENDED: readonly string[] = ["closed", "rejected"];

/** One ticket for its requester: where it stands, step by step, and what may be done now (R115-R116, R130). */
export default function Ticket({ number }: { number: string }) {
  const { t } = useWords();
  const session = useBearer();
  const bearer = session || tokenOf(number);
  const kept = useQueryClient();
  const queryKey = ["own", bearer, number];
  const ticket = useQuery({
    queryKey,
    queryFn: () =>
      told(
        api.GET("/v1/public/tickets/{number}", {
          params: { path: { number } },
          headers: { Authorization: `Bearer ${bearer}` },
        }),
      ),
    enabled: Boolean(bearer),
  });
  const over = ticket.error instanceof Refusal && ticket.error.status === 401;
  useEffect(() => {
    if (over) signOutOf(number);
  }, [over, number]);
  const title = t("ticket-title");
  if (!bearer) {
    return (
      <Page title={title} lead={<p>{sessionIsOver() ? t("session-over") : t("track-lead")}</p>}>
        <SignIn />
      </Page>
    );
  }
  return (
    <Page
      title={title}
      lead={
        <>
          <TicketNumber number={number} />
          {ticket.data && <Standing ticket={ticket.data} />}
        </>
      }
    >
      {ticket.data ? (
        <Shown ticket={ticket.data} bearer={bearer} changed={(after) => kept.setQueryData(queryKey, after)} />
      ) : (
        <Waiting error={ticket.error} retry={() => void ticket.refetch()} />
      )}
    </Page>
  );
}

/** What most people open the page for, at its head: where the ticket stands, and by when it is settled. */
function Standing({ ticket }: { ticket: Own }) {
  const { t } = useWords();
  const due = useDue(ticket);
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="rounded-full bg-primary-50 px-3 py-0.5 font-semibold text-primary-800">
        {t(codeId("status", ticket.status))}
      </span>
      {due && <span>{due.join(" ")}</span>}
    </p>
  );
}

/** Return the words and the time by which an open ticket is settled: the new one, if it is late. */
function useDue({ status, promises, expected_by }: Own): [string, string] | undefined {
  const { t, format } = useWords();
  if (ENDED.includes(status)) return undefined;
  if (expected_by) return [t("ticket-expected"), format.day(expected_by)];
  return promises.resolve_by ? [t("registered-resolve"), format.moment(promises.resolve_by)] : undefined;
}

function Shown(held: Held) {
  const { t } = useWords();
  const { ticket } = held;
  const [thanks, setThanks] = useState("");
  const said = useRef<HTMLParagraphElement>(null);
  // The form that had the focus is often gone, and what was said stands far above it.
  useEffect(() => {
    if (thanks) said.current?.focus();
  }, [thanks]);
  const may = (deed: string) => ticket.allowed.includes(deed);
  const after = (id: string): Held => ({
    ...held,
    changed: (changed: Own) => {
      setThanks(t(id));
      held.changed(changed);
    },
  });
  return (
    <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
      <div className="grid min-w-0 content-start gap-6">
        <p
          ref={said}
          tabIndex={-1}
          role="status"
          className={thanks ? "card scroll-mt-4 bg-primary-50 font-semibold outline-none" : "sr-only"}
        >
          {thanks}
        </p>
        {ticket.question && may("messages") && <Message {...after("message-sent")} />}
        <Conversation ticket={ticket} />
        {may("rating") && <Rating {...after("rate-thanks")} />}
        <Steps ticket={ticket} />
        {!ticket.question && may("messages") && <Message {...after("message-sent")} />}
        {may("reopening") && <Reopening {...after("reopen-done")} />}
        <Attachments number={ticket.number} bearer={held.bearer} />
      </div>
      <aside className="card grid min-w-0 content-start gap-4 self-start">
        <Facts ticket={ticket} />
        {may("withdrawal") && <Withdrawal {...after("withdraw-done")} />}
      </aside>
    </div>
  );
}

function Facts({ ticket }: { ticket: Own }) {
  const { t, name, format } = useWords();
  const open = !ENDED.includes(ticket.status);
  const facts: [string, string | undefined | null | false][] = [
    [t("ticket-status"), t(codeId("status", ticket.status))],
    [t("ticket-kind"), t(codeId("kind", ticket.kind))],
    [t("new-category"), name(ticket.category_name)],
    [t("ticket-partner"), ticket.partner && name(ticket.partner)],
    [t("registered-at"), format.moment(ticket.registered_at)],
    [t("registered-resolve"), open && ticket.promises.resolve_by && format.moment(ticket.promises.resolve_by)],
    [t("ticket-expected"), open && ticket.expected_by && format.day(ticket.expected_by)],
    [t("ticket-closed"), ticket.closed_at && format.moment(ticket.closed_at)],
    [t("ticket-outcome"), ticket.outcome && t(codeId("outcome", ticket.outcome))],
    [t("ticket-appeal"), ticket.appeal && t(codeId("appeal", ticket.appeal))],
    [t("ticket-score"), ticket.score ? t(`rate-${ticket.score}`) : ""],
  ];
  return (
    <>
      <dl className="grid gap-3">
        {facts.map(
          ([term, text]) =>
            text && (
              <div key={term}>
                <dt className="text-sm text-aeblack-700">{term}</dt>
                <dd className="font-semibold">{text}</dd>
              </div>
            ),
        )}
      </dl>
      {ticket.merged_into && <p>{t("ticket-merged")}</p>}
      <div>
        <h2>{t("new-description")}</h2>
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          {ticket.description || t("ticket-erased")}
        </p>
      </div>
    </>
  );
}
