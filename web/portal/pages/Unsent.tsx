import { Refusal } from "@shared/api/refusal";
import { keepDraft, readDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { TicketNumber } from "@shared/language/Ltr";
import { codeId, sayRefusal } from "@shared/words";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useBody } from "../body";
import { useOnline } from "../offline/online";
import { cancel, drop, flush, giveBack, type Report, useReports } from "../offline/outbox";
import { Page } from "../parts/Page";
import { keepRegistered } from "../registered";
import { useUploads } from "../uploads";

/** What was handed in without a connection: it waits, has come to its number since, or was refused. */
export default function Unsent() {
  const { t } = useWords();
  const reports = useReports();
  const [, go] = useLocation();
  const show = ({ id, words, answer }: Report) => {
    keepRegistered({ ...answer!, body: words.body, kind: words.kind, anonymous: words.anonymous });
    go("/registered");
    void drop(id);
  };
  useJustSent(reports, show);
  return (
    <Page title={t("unsent-title")} lead={<p>{reports.length ? t("unsent-lead") : t("unsent-none")}</p>}>
      <ul className="grid gap-4">
        {reports.map((report) => (
          <li key={report.id} className="card grid gap-3">
            <What report={report} />
            {report.state === "sent" ? (
              <Sent report={report} show={() => show(report)} />
            ) : (
              <Held report={report} edit={() => go(report.form.startsWith("contact.") ? "/contact" : "/new")} />
            )}
          </li>
        ))}
      </ul>
      <p className="mt-6">
        <Link href="/new" className="aegov-btn btn-outline">
          {t("home-new")}
        </Link>
      </p>
    </Page>
  );
}

/** Who looks on while the one that waits is sent sees its number at once. */
function useJustSent(reports: readonly Report[], show: (report: Report) => void) {
  const before = useRef<string>(undefined);
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    const [only] = reports;
    if (reports.length !== 1 || !only) return;
    if (only.state === "sent" && before.current === only.id && !document.hidden) latest.current(only);
    before.current = only.state === "waiting" ? only.id : undefined;
  }, [reports]);
}

function What({ report }: { report: Report }) {
  const { t, name, format } = useWords();
  const { body } = useBody();
  const files = useUploads(report.id).length;
  const { kind, category, description } = report.words;
  const categoryName = name(body.categories.find((each) => each.code === category)?.name);
  return (
    <div>
      <h2>{[t(codeId("kind", kind)), body.code === report.words.body && categoryName].filter(Boolean).join(" · ")}</h2>
      <p dir="auto" className="line-clamp-3 whitespace-pre-wrap break-words">
        {description}
      </p>
      <p className="mt-1 text-sm text-aeblack-700">
        {[
          t("unsent-written", { at: format.moment(new Date(report.at).toISOString()) }),
          files && t("unsent-files", { n: files }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
  );
}

function Sent({ report, show }: { report: Report; show: () => void }) {
  const { t } = useWords();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="font-semibold">
        {t("unsent-sent")} <TicketNumber number={report.answer!.number} />
      </p>
      <button type="button" className="aegov-btn btn-sm" onClick={show}>
        {t("unsent-show")}
      </button>
    </div>
  );
}

/** What still waits, or was refused: to be sent now, changed, or given up after saying so twice. */
function Held({ report, edit }: { report: Report; edit: () => void }) {
  const { t } = useWords();
  const online = useOnline();
  const [asking, setAsking] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  const [busy, setBusy] = useState(false);
  const taken = readDraft(report.form) !== undefined;
  useEffect(() => {
    if (asking) question.current?.focus();
  }, [asking]);
  const send = async () => {
    setBusy(true);
    await flush();
    setBusy(false);
  };
  const change = async () => {
    keepDraft(report.form, report.typed);
    await giveBack(report);
    edit();
  };
  if (asking) {
    return (
      <div role="group" aria-labelledby={`sure-${report.id}`} className="flex flex-wrap items-center gap-3">
        <p id={`sure-${report.id}`} ref={question} tabIndex={-1} className="w-full font-semibold outline-none">
          {t("unsent-sure")}
        </p>
        <button type="button" className="aegov-btn btn-sm" onClick={() => void cancel(report.id)}>
          {t("unsent-yes")}
        </button>
        <button type="button" className="aegov-btn btn-outline btn-sm" onClick={() => setAsking(false)}>
          {t("unsent-no")}
        </button>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p role="status" className={report.problem ? "font-semibold text-aered-700" : "font-semibold"}>
        {report.problem
          ? sayRefusal(new Refusal(report.problem), t)
          : online
            ? t("unsent-soon")
            : t("unsent-when-back")}
      </p>
      {taken && <p className="text-sm">{t("unsent-taken")}</p>}
      <div className="flex flex-wrap gap-3">
        {!report.problem && online && (
          <button type="button" className="aegov-btn btn-sm" disabled={busy} onClick={() => void send()}>
            {busy ? t("sending") : t("unsent-now")}
          </button>
        )}
        {!taken && (
          <button type="button" className="aegov-btn btn-outline btn-sm" onClick={() => void change()}>
            {t("unsent-change")}
          </button>
        )}
        <button type="button" className="aegov-btn btn-outline btn-sm" onClick={() => setAsking(true)}>
          {t("unsent-cancel")}
        </button>
      </div>
    </div>
  );
}
