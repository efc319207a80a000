import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { speaks, useDesk, waitingOf } from "../../desk";
import { useMe } from "../../me";
import { foremost, goesOn, type Link } from "../../telephony/phone";
import { useAway } from "../../useBoard";
import { Go } from "../Go";
import { Announced } from "./Announced";
import { CallShown } from "./CallShown";
import { Dial } from "./Dial";
import { Missed } from "./Missed";
import { Missing } from "./Missing";
import { Presence, PresenceRefused } from "./Presence";
import { Room } from "./Room";

/** One's presence, calls and what is not wrapped up, on every page; without telephony, all but the calls. */
export function PhoneBar() {
  const { t } = useWords();
  const me = useMe();
  const { desk, phone, verbs } = useDesk();
  const [refusal, setRefusal] = useState<Refusal>();
  const [dialling, setDialling] = useState(false);
  const awaiting = useDialled();
  if (!desk) return null;
  const waiting = waitingOf(desk);
  const reachable = desk.telephony.kind !== "none";
  // Who is in no queue takes no calls; without telephony nobody does.
  if (!reachable && !waiting.length) return null;
  const first = foremost(phone.calls);
  const calls = [...phone.calls].sort((one, other) => Number(other === first) - Number(one === first));
  return (
    <div className="phone-bar no-print" role="region" aria-label={t("phone-bar")}>
      {reachable && (
        <div className="phone-line">
          <Presence desk={desk} refused={setRefusal} />
          <LinkShown link={phone.link} />
          <Reconnecting />
          {speaks(me) && (
            <span className="phone-more">
              {verbs && phone.link === "open" && (
                <Button ariaExpanded={dialling} onClick={() => setDialling(!dialling)}>
                  {t("phone-dial-open")}
                </Button>
              )}
              <Go to="/desk">{t("desk")}</Go>
            </span>
          )}
        </div>
      )}
      {refusal && <PresenceRefused refusal={refusal} close={() => setRefusal(undefined)} />}
      {dialling && verbs && (
        <Dial
          verbs={verbs}
          dialled={() => {
            setDialling(false);
            awaiting();
          }}
        />
      )}
      {reachable && <Missed refused={setRefusal} />}
      <Announced />
      <Room over={phone.calls.some(({ phase }) => phase === "over")}>
        {verbs &&
          calls.map((call) => (
            <CallShown key={`${call.id}.${call.phase}`} call={call} verbs={verbs} dialled={awaiting} />
          ))}
      </Room>
      <Missing contacts={waiting} />
    </div>
  );
}

const SIGNS: Record<Link, StatusIndicatorProps.Type> = {
  none: "stopped",
  opening: "in-progress",
  open: "success",
  lost: "error",
  refused: "error",
};

/** Whether the softphone is there; what is lost is said aloud, and can be tried again. */
function LinkShown({ link }: { link: Link }) {
  const { t } = useWords();
  const { reopen, phone, take } = useDesk();
  if (phone.elsewhere) {
    return (
      <span className="phone-elsewhere">
        <span role="status">
          <StatusIndicator type={phone.deaf ? "warning" : "info"}>
            {t(phone.deaf ? "phone-elsewhere-deaf" : "phone-elsewhere")}
          </StatusIndicator>
        </span>
        <Button disabled={goesOn(phone.calls) && !phone.deaf} disabledReason={t("phone-take-later")} onClick={take}>
          {t("phone-take")}
        </Button>
      </span>
    );
  }
  if (link === "lost" || link === "refused") {
    return (
      <Alert type="error" action={<Button onClick={reopen}>{t("retry")}</Button>}>
        {t(`phone-link-${link}`)}
      </Alert>
    );
  }
  return (
    <span role="status">
      <StatusIndicator type={SIGNS[link]}>{t(`phone-link-${link}`)}</StatusIndicator>
    </span>
  );
}

/** The service tells nothing at the moment: calls ring all the same, but what is shown beside them may be late. */
function Reconnecting() {
  const { t } = useWords();
  const { live } = useDesk();
  const away = useAway(live);
  return (
    <span role="status">{away && <StatusIndicator type="loading">{t("live-reconnecting")}</StatusIndicator>}</span>
  );
}

/** Come to the page of the call that was dialled here, as soon as it has an id; return how to say that one was. */
function useDialled(): () => void {
  const { phone } = useDesk();
  const [, go] = useLocation();
  const [asked, setAsked] = useState(0);
  const shown = useRef(0);
  // It may be there before the softphone says that it was dialled, and answered by then.
  const dialled = phone.calls.find(
    ({ phase, inbound, voice }) => phase === "dialling" || (phase === "talking" && voice && !inbound),
  )?.id;
  useEffect(() => {
    if (asked === shown.current || !dialled) return;
    shown.current = asked;
    go(`/contacts/${dialled}`);
  }, [asked, dialled, go]);
  return () => setAsked((before) => before + 1);
}
