import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useEffect } from "react";
import { useLocation } from "wouter";
import type { Call, Phone } from "../../telephony/phone";
import { useShortcut } from "../../useShortcut";
import { Go } from "../Go";
import { CallerContacts, CallerLine } from "./CallerCard";
import { OpenTickets } from "./OpenTickets";
import { Talking } from "./Talking";
import { Timer } from "./Timer";
import { useCaller } from "./useCaller";
import { useQueueNames } from "./useQueueNames";
import { useVerb } from "./useVerb";

interface Given {
  call: Call;
  verbs: Phone;
}

/** One call as it stands now. */
export function CallShown({ call, verbs }: Given) {
  if (call.phase === "ringing") return <Ringing call={call} verbs={verbs} />;
  if (call.phase === "talking" || call.phase === "joining" || call.phase === "dialling")
    return <Talking call={call} verbs={verbs} />;
  if (call.phase === "over") return <Over call={call} />;
  return <Missed call={call} verbs={verbs} />;
}

/** Somebody calls: who it is stands here before the answer (R005); whoever accepts comes to the contact's page. */
function Ringing({ call, verbs }: Given) {
  const { t } = useWords();
  const [, go] = useLocation();
  const { busy, refused, ask } = useVerb();
  const queueNamed = useQueueNames();
  const accept = async () => {
    if (await ask(() => verbs.accept(call.id))) go(`/contacts/${call.id}`);
  };
  useShortcut("phone-accept", () => void accept(), !busy);
  useRingingTitle(t("phone-ringing"));
  return (
    <section className="call call-ringing" aria-label={t("phone-ringing")} data-contact={call.id}>
      <div className="filters">
        <strong role="alert">{t(call.callback ? "phone-ringing-callback" : "phone-ringing")}</strong>
        <Timer since={call.since} />
        <bdi>{queueNamed(call.queue)}</bdi>
        <Button variant="primary" loading={busy} onClick={() => void accept()}>
          {t("phone-accept")}
        </Button>
        <Button disabled={busy} onClick={() => void ask(() => verbs.reject(call.id))}>
          {t("phone-reject")}
        </Button>
      </div>
      {refused && <Alert type="error">{t("phone-refused")}</Alert>}
      <Pop call={call} />
    </section>
  );
}

/** The caller's data; the number alone, as long as nothing else is known. */
function Pop({ call }: { call: Call }) {
  const { t } = useWords();
  const caller = useCaller(call.id);
  if (!caller.data) {
    return (
      <div className="caller">
        {call.number ? <Ltr>{call.number}</Ltr> : t("number-withheld")}
        <Box color="text-body-secondary">{t(caller.isError ? "caller-away" : "loading")}</Box>
      </div>
    );
  }
  return (
    <SpaceBetween size="s">
      <CallerLine caller={caller.data} />
      <div className="pair">
        <CallerContacts caller={caller.data} most={3} />
        <OpenTickets caller={caller.data} most={2} />
      </div>
    </SpaceBetween>
  );
}

/** A tab that is not looked at says in its title that somebody calls. */
function useRingingTitle(text: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${text} · ${before}`;
    return () => {
      document.title = before;
    };
  }, [text]);
}

function Over({ call }: { call: Call }) {
  const { t } = useWords();
  return (
    <section className="call" aria-label={t("phone-over")} data-contact={call.id}>
      <div className="filters">
        <strong>{t("phone-over")}</strong>
        {call.number && <Ltr>{call.number}</Ltr>}
        <Timer since={call.since} />
        <Go to={`/contacts/${call.id}`}>{t("phone-wrap-up")}</Go>
      </div>
    </section>
  );
}

function Missed({ call, verbs }: Given) {
  const { t } = useWords();
  const { busy, refused, ask } = useVerb();
  return (
    <section className="call" aria-label={t("phone-missed")} data-contact={call.id}>
      <Alert
        type={call.phase === "missed" ? "warning" : "error"}
        header={t(call.phase === "missed" ? "phone-missed" : "phone-failed")}
        action={
          <Button loading={busy} onClick={() => void ask(() => verbs.finish(call.id))}>
            {t("phone-dismiss")}
          </Button>
        }
      >
        {call.number ? <Ltr>{call.number}</Ltr> : t("number-withheld")} {refused && t("phone-refused")}
        {call.phase === "missed" && <div>{t("phone-missed-text")}</div>}
      </Alert>
    </section>
  );
}
