import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useEffect } from "react";
import { useLocation } from "wouter";
import { useDesk } from "../../desk";
import type { Call, Phone } from "../../telephony/phone";
import { useShortcut } from "../../useShortcut";
import { Go } from "../Go";
import { ringingTitle } from "./Announced";
import { CallerContacts, CallerLine } from "./CallerCard";
import { OpenTickets } from "./OpenTickets";
import { Owed } from "./Owed";
import { Talking } from "./Talking";
import { Timer } from "./Timer";
import { ANSWER } from "./tones";
import { useCaller } from "./useCaller";
import { useQueueNames } from "./useQueueNames";
import { useVerb } from "./useVerb";
import { Watching } from "./Watching";

interface Given {
  call: Call;
  verbs: Phone;
  /** Told when a number was dialled: its call is to be shown as soon as it has an id. */
  dialled: () => void;
}

/** One call as it stands now; what was missed is said once for all (Missed). */
export function CallShown({ call, verbs, dialled }: Given) {
  const { phone } = useDesk();
  if (call.phase === "missed" || call.phase === "failed") return null;
  if (call.phase === "ringing") {
    return phone.elsewhere ? <Elsewhere call={call} /> : <Ringing call={call} verbs={verbs} dialled={dialled} />;
  }
  if (call.owed) return <Owed call={call} verbs={verbs} dialled={dialled} />;
  if (call.watching) return <Watching call={call} verbs={verbs} />;
  if (call.phase === "talking" || call.phase === "joining" || call.phase === "dialling")
    return <Talking call={call} verbs={verbs} />;
  return <Over call={call} />;
}

/** Somebody calls: who it is stands here before the answer (R005); whoever accepts comes to the contact's page. */
function Ringing({ call, verbs, dialled }: Given) {
  const { t } = useWords();
  const [, go] = useLocation();
  const { busy, refused, ask } = useVerb();
  const queueNamed = useQueueNames();
  const accept = async () => {
    if (!(await ask(() => verbs.accept(call.id)))) return;
    // Whoever is to be called back is dialled at once: the agent is there before them (R087).
    if (!call.owed) go(`/contacts/${call.id}`);
    else if (await ask(() => verbs.dial(call.number, call.queue))) dialled();
  };
  useShortcut("phone-accept", () => void accept(), !busy);
  const title = ringingTitle(call);
  useRingingTitle(t(title));
  return (
    <section className="call call-ringing" aria-label={t(title)} data-contact={call.id}>
      <div className="filters">
        <strong>{t(title)}</strong>
        <Timer since={call.since} />
        <bdi>{queueNamed(call.queue)}</bdi>
        <Button variant="primary" iconName="call" style={ANSWER} loading={busy} onClick={() => void accept()}>
          {t(call.owed ? "phone-accept-owed" : "phone-accept")}
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

/** It rings in another tab, and is answered there; who calls stands here too. */
function Elsewhere({ call }: { call: Call }) {
  const { t } = useWords();
  return (
    <section className="call" aria-label={t("phone-rings-elsewhere")} data-contact={call.id}>
      <div className="filters">
        <strong role="status">{t("phone-rings-elsewhere")}</strong>
        <Timer since={call.since} />
      </div>
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
  const [path] = useLocation();
  const page = `/contacts/${call.id}`;
  return (
    <section className="call" aria-label={t("phone-over")} data-contact={call.id}>
      <div className="filters">
        <strong>{t("phone-over")}</strong>
        {call.number && <Ltr>{call.number}</Ltr>}
        <Timer since={call.since} />
        {path !== page && <Go to={page}>{t("phone-wrap-up")}</Go>}
      </div>
    </section>
  );
}
