import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Status } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId, sayRefusal } from "@shared/words";
import { useCallback } from "react";
import { type Caller, type CallerTicket, type ContactView, linkTicket } from "../../contacts";
import { Go } from "../Go";
import { StatusShown } from "../Marks";

interface Given {
  caller: Caller;
  /** The contact that can be added to one of them; without, they are only listed. */
  contact?: ContactView;
  linked?: (after: ContactView) => void;
  most?: number;
}

/** What the caller has asked already: most calls are about one of them, and need no second ticket. */
export function OpenTickets({ caller, contact, linked, most }: Given) {
  const { t } = useWords();
  const shown = caller.tickets.slice(0, most);
  if (!shown.length) return <Box color="text-body-secondary">{t("caller-no-tickets")}</Box>;
  return (
    <ul className="cards">
      {shown.map((ticket) => (
        <li key={ticket.number} className="ticket-card" data-number={ticket.number}>
          <One ticket={ticket} />
          {contact && linked && <Add ticket={ticket} contact={contact} linked={linked} />}
        </li>
      ))}
    </ul>
  );
}

function One({ ticket }: { ticket: CallerTicket }) {
  const { t, format } = useWords();
  return (
    <>
      <Go to={`/tickets/${ticket.number}`}>
        <bdi>{ticket.subject || t(codeId("kind", ticket.kind))}</bdi>
      </Go>
      <div className="filters">
        <TicketNumber number={ticket.number} />
        <StatusShown status={ticket.status as Status} />
      </div>
      <Box color="text-body-secondary" fontSize="body-s">
        {format.brief(ticket.registered_at)}
      </Box>
    </>
  );
}

function Add({ ticket, contact, linked }: { ticket: CallerTicket } & Required<Pick<Given, "contact" | "linked">>) {
  const { t } = useWords();
  const call = useCallback((number: string, key: string) => linkTicket(contact.id, number, key), [contact.id]);
  const sending = useSending(`link.${contact.id}.${ticket.number}`, call);
  if (contact.tickets.includes(ticket.number)) {
    return <StatusIndicator type="success">{t("call-added")}</StatusIndicator>;
  }
  const add = async () => {
    const after = await sending.send(ticket.number);
    if (after) linked(after);
  };
  return (
    <SpaceBetween size="xs">
      {sending.refusal && <StatusIndicator type="error">{sayRefusal(sending.refusal, t)}</StatusIndicator>}
      <Button loading={sending.busy} onClick={() => void add()}>
        {t("call-add")}
      </Button>
    </SpaceBetween>
  );
}
