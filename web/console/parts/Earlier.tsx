import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { TicketNumber } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api";
import { keepsPeople, useMe } from "../me";
import { usePeople } from "../people";
import { Go } from "./Go";
import { StatusShown } from "./Marks";

const MOST = 5;

/** What the same requester asked besides, and the way to all that is known of them. */
export function Earlier({ ticket }: { ticket: Schemas["StaffTicketView"] }) {
  const { t, format } = useWords();
  const me = useMe();
  const person = ticket.anonymous ? undefined : ticket.requester;
  // Who sees no more than the end of a number can look nobody up by it, nor may they.
  const key = person && !person.masked ? person.mobile || person.email : "";
  const known = usePeople(ticket.body, keepsPeople(me) ? key : "", 1).people[0];
  const others = useQuery({
    queryKey: ["tickets", ticket.body, "of", key, "beside", ticket.number],
    queryFn: () =>
      told(api.GET("/v1/tickets", { params: { query: { requester: key, body: ticket.body, limit: MOST + 1 } } })),
    enabled: Boolean(key),
    staleTime: 60_000,
  });
  const items = (others.data?.items ?? []).filter(({ number }) => number !== ticket.number);
  if (!known && !items.length) return null;
  return (
    <Container header={<Header variant="h2">{t("earlier")}</Header>}>
      <SpaceBetween size="s">
        {items.length === 0 && <Box color="text-body-secondary">{t("earlier-none")}</Box>}
        {items.slice(0, MOST).map((each) => (
          <div key={each.number}>
            <SpaceBetween size="xs" direction="horizontal" alignItems="center">
              <Go to={`/tickets/${each.number}`}>
                <TicketNumber number={each.number} />
              </Go>
              <StatusShown status={each.status} />
            </SpaceBetween>
            <bdi>{each.subject || t(codeId("kind", each.kind))}</bdi>
            <Box fontSize="body-s" color="text-body-secondary">
              {format.brief(each.registered_at)}
            </Box>
          </div>
        ))}
        {known && <Go to={`/requesters/${known.id}`}>{t("earlier-all")}</Go>}
      </SpaceBetween>
    </Container>
  );
}
