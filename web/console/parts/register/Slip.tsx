import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type Schemas, told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { Qr } from "@shared/Qr";
import { useSending } from "@shared/sending";
import { sayRefusal } from "@shared/words";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../api";
import { useMe } from "../../me";
import { nameOf, type Person } from "../../people";
import { trackAddress } from "../../register";
import { Go } from "../Go";
import { OnTheirWay } from "./Files";

export interface Done {
  registered: Schemas["RegisteredView"];
  anonymous: boolean;
  /** By what the requester is to be known when they ask again. */
  profile: Schemas["NewProfile"] | undefined;
}

/** The number on screen and on paper, in both languages, with a code that a phone reads; then the next person. */
export function Slip({ done, next }: { done: Done; next: () => void }) {
  const { t, format } = useWords();
  const me = useMe();
  const { registered } = done;
  const { number, promises } = registered;
  const body = me.bodies[0]?.name;
  const address = trackAddress(registered, done.anonymous, location.origin);
  return (
    <Container>
      <div className="slip">
        <SpaceBetween size="s">
          <Box variant="h2">
            <bdi>{body?.ar}</bdi>
            {body?.en && (
              <div>
                <bdi>{body.en}</bdi>
              </div>
            )}
          </Box>
          <div>{t("slip-number")}</div>
          <div className="slip-number" data-number={number}>
            <TicketNumber number={number} />
          </div>
          <Qr address={address} label={t("slip-code")} className="slip-code" />
          <div>{t("slip-code")}</div>
          <div>{format.moment(registered.registered_at)}</div>
          {promises.resolve_by && <div>{t("slip-by", { when: format.moment(promises.resolve_by) })}</div>}
          <div className="no-print">{t(registered.notified ? "slip-told" : "slip-keep")}</div>
        </SpaceBetween>
      </div>
      <div className="no-print">
        <SpaceBetween size="m">
          <OnTheirWay number={number} />
          {done.profile && <KeptPerson number={number} profile={done.profile} />}
          <SpaceBetween size="s" direction="horizontal" alignItems="center">
            <Button variant="primary" onClick={() => print()}>
              {t("slip-print")}
            </Button>
            <Button onClick={next}>{t("register-another")}</Button>
            <Go to={`/tickets/${number}`}>{t("slip-open")}</Go>
          </SpaceBetween>
        </SpaceBetween>
      </div>
    </Container>
  );
}

const keep = (body: Schemas["NewProfile"], key: string) =>
  told(api.POST("/v1/people", { params: { header: { "Idempotency-Key": key } }, body }));

/** Keeps who the requester is, once, after the ticket has its number: nothing here holds that up. */
function KeptPerson({ number, profile }: { number: string; profile: Schemas["NewProfile"] }) {
  const { t } = useWords();
  const { refusal, busy, send } = useSending(`person.${number}`, keep);
  const [person, setPerson] = useState<Person>();
  const begun = useRef(false);
  const go = useCallback(() => void send(profile).then(setPerson), [send, profile]);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    go();
  }, [go]);
  if (person) {
    return (
      <StatusIndicator type="success">
        {t("known-kept")} <Go to={`/requesters/${person.id}`}>{nameOf(person)}</Go>
      </StatusIndicator>
    );
  }
  if (!refusal) return <StatusIndicator type="in-progress">{t("known-keeping")}</StatusIndicator>;
  return (
    <Alert
      type="warning"
      header={t("known-not-kept")}
      action={
        refusal.passing && (
          <Button loading={busy} onClick={go}>
            {t("retry")}
          </Button>
        )
      }
    >
      {sayRefusal(refusal, t)}
    </Alert>
  );
}
