import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Schemas } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { listContacts } from "../contacts";
import { has, useMe } from "../me";
import { RecordingList } from "./contacts/Recordings";
import { CallBack } from "./desk/CallBack";
import { MorePages } from "./desk/MorePages";
import { useDispositions } from "./desk/useCaller";
import { usePages } from "./desk/usePages";
import { Go } from "./Go";
import { Waiting } from "./Waiting";

/** The calls and voice messages that a ticket is about, to be heard again; and the way to owe its requester a call. */
export function TicketContacts({ ticket }: { ticket: Schemas["StaffTicketView"] }) {
  const { t, format } = useWords();
  const { named } = useDispositions();
  const me = useMe();
  const { number } = ticket;
  // Who may look contacts up is the service's to decide; whoever never may is not shown a refusal.
  const may = has(me, "agent", "supervisor", "quality", "follow_up", "distributor", "manager");
  const found = usePages(
    ["contacts", "of", number],
    (cursor) => listContacts({ ticket: number, limit: 10 }, cursor),
    may,
  );
  if (!may || (found.error instanceof Refusal && [403, 404].includes(found.error.status))) return null;
  const mobile = ticket.requester && !ticket.requester.masked ? ticket.requester.mobile : "";
  return (
    <Container
      header={
        <Header variant="h2" actions={mobile && <CallBack number={mobile} queue="" ticket={number} />}>
          {t("ticket-contacts")}
        </Header>
      }
    >
      {!found.data && <Waiting error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <SpaceBetween size="m">
          {found.rows.length === 0 && <Box color="text-body-secondary">{t("ticket-contacts-none")}</Box>}
          {found.rows.map((each) => (
            <div key={each.id} data-contact={each.id}>
              <Go to={`/contacts/${each.id}`}>{format.brief(each.started_at)}</Go> ·{" "}
              {t(codeId("contact-outcome", each.outcome))}
              {each.disposition && (
                <>
                  {" · "}
                  <bdi>{named(each.disposition)}</bdi>
                </>
              )}
              {each.agent_name && (
                <Box fontSize="body-s" color="text-body-secondary">
                  <bdi>{each.agent_name}</bdi>
                </Box>
              )}
              {each.recordings.length > 0 && <RecordingList contact={each} />}
            </div>
          ))}
          <MorePages found={found} />
        </SpaceBetween>
      )}
    </Container>
  );
}
