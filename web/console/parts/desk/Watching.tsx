import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useWords } from "@shared/language/Language";
import { useCallback, useState } from "react";
import { useDesk } from "../../desk";
import { has, useMe } from "../../me";
import { monitor } from "../../supervision";
import type { Call, Phone } from "../../telephony/phone";
import { Reasoned } from "../Reasoned";
import { Who } from "./Talking";
import { Timer } from "./Timer";
import { useVerb } from "./useVerb";

/** A supervisor's own view of a call that is another's: who speaks, whether one is heard, and the ways in and out. */
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
        <Who call={call} />
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
      </div>
      <ul className="parties" aria-label={t("phone-parties")}>
        {call.parties.map((each) => (
          <li key={each.id}>
            <bdi>{each.name || t("number-withheld")}</bdi> · {t(`phone-party-${each.state}`)}
          </li>
        ))}
      </ul>
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
