import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { useCallback } from "react";
import { act } from "../actions.call";
import { useMe } from "../me";
import { useShortcut } from "../useShortcut";
import { Refused } from "./ActionForm";

type Ticket = Schemas["StaffTicketView"];

interface Given {
  ticket: Ticket;
  done: (ticket: Ticket) => void;
  refresh: () => Promise<unknown>;
}

/** Who has the ticket now, and how to take it: one press, as it was seen. */
export function Holder({ ticket, done, refresh }: Given) {
  const { t } = useWords();
  const me = useMe();
  const form = `${me.id}.act.${ticket.number}.assign.me`;
  const call = useCallback(
    (sent: { body: object; version: number }, key: string) => act(ticket.number, "assign", sent, key),
    [ticket.number],
  );
  const sending = useSending(form, call);
  const mine = ticket.assignee === me.id;
  const take = async () => {
    const answer = await sending.send({ body: { to: me.id }, version: ticket.version });
    if (answer) done(answer);
  };
  const takes = !mine && ticket.allowed.includes("assign");
  useShortcut("holder-take", () => void take(), takes && !sending.busy);
  const name = ticket.assignee_name;
  return (
    <SpaceBetween size="xs">
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        <span>{mine ? t("holder-me") : name ? t("holder-other", { name }) : t("holder-nobody")}</span>
        {takes && (
          <Button className="take no-print" loading={sending.busy} onClick={() => void take()}>
            {t("holder-take")}
          </Button>
        )}
      </SpaceBetween>
      <Refused refusal={sending.refusal} refresh={() => void refresh().then(sending.clear)} />
    </SpaceBetween>
  );
}
