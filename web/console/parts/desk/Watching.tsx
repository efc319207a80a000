import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useWords } from "@shared/language/Language";
import { useCallback, useState } from "react";
import { useDesk } from "../../desk";
import { has, useMe } from "../../me";
import { monitor } from "../../supervision";
import type { Call, Phone } from "../../telephony/phone";
import { Go } from "../Go";
import { Reasoned } from "../Reasoned";
import { CallerLine } from "./CallerCard";
import { Timer } from "./Timer";
import { useCaller } from "./useCaller";
import { useVerb } from "./useVerb";

/** One's own view of a call that is another's: who speaks, whether one is heard, and the ways in and out. */
export function Watching({ call, verbs }: { call: Call; verbs: Phone }) {
  const { t } = useWords();
  const me = useMe();
  const { speakSoon } = useDesk();
  const { busy, refused, ask } = useVerb();
  const [joining, setJoining] = useState(false);
  const join = useCallback((reason: string, key: string) => monitor(call.id, "barge", reason, key), [call.id]);
  const heard = call.watching === "barge";
  return (
    <section className="call" aria-label={t("phone-call")} data-contact={call.id}>
      <div className="filters">
        <strong role="status">{t(heard ? "phone-watching-barge" : "phone-watching-listen")}</strong>
        <Timer since={call.since} />
        {heard && (
          <Button disabled={busy} onClick={() => void ask(() => verbs.speak(call.id, false))}>
            {t("phone-only-listen")}
          </Button>
        )}
        {!heard && has(me, "supervisor") && (
          <Button variant="primary" disabled={busy} onClick={() => setJoining(true)}>
            {t("live-barge")}
          </Button>
        )}
        <Button disabled={busy} onClick={() => void ask(() => verbs.hangUp(call.id))}>
          {t(heard ? "phone-watching-leave" : "phone-watching-stop")}
        </Button>
        <Go to={`/contacts/${call.id}`}>{t("phone-watching-contact")}</Go>
      </div>
      <Whom call={call} />
      {refused && <Alert type="error">{t("phone-refused")}</Alert>}
      {joining && (
        <Reasoned
          form={`supervision.barge.${call.id}`}
          title={t("live-barge")}
          about={<p>{t("live-barge-about")}</p>}
          confirm={t("live-barge")}
          call={join}
          close={() => setJoining(false)}
          done={() => {
            setJoining(false);
            speakSoon();
          }}
        />
      )}
    </section>
  );
}

/** Who is in the call: of the caller what the service lets one see, for the telephony knows more (R303). */
function Whom({ call }: { call: Call }) {
  const { t } = useWords();
  const caller = useCaller(call.id);
  return (
    <>
      {caller.data && <CallerLine caller={caller.data} />}
      <ul className="parties" aria-label={t("phone-parties")}>
        {call.parties.map((each) => (
          <li key={each.id}>
            <bdi>{each.initial ? t("caller") : each.name || t("number-withheld")}</bdi> ·{" "}
            {t(`phone-party-${each.state}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
