import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Schemas, told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api";
import { has, useMe } from "../me";
import { Go } from "./Go";
import { StatusShown } from "./Marks";

type Ticket = Schemas["StaffTicketView"];

interface Given {
  ticket: Ticket;
  /** Asked to merge this ticket into another. */
  merge: (into: string) => void;
  unmerge: () => void;
}

/** What a ticket was merged with, and what may be the same matter: a person decides, with the reasons before them. */
export function Duplicates({ ticket, merge, unmerge }: Given) {
  const { t } = useWords();
  const likely = useLikely(ticket);
  const from = ticket.merged_from ?? [];
  if (!ticket.merged_into && !from.length && !likely.length) return null;
  return (
    <Container header={<Header variant="h2">{t("duplicates")}</Header>}>
      <SpaceBetween size="m">
        {ticket.merged_into && (
          <Alert
            type="info"
            action={ticket.allowed.includes("unmerge") && <Button onClick={unmerge}>{t("action-unmerge")}</Button>}
          >
            {t("merged-into")} <Numbered number={ticket.merged_into} />
          </Alert>
        )}
        {from.length > 0 && (
          <div>
            {t("merged-from")}{" "}
            {from.map((number) => (
              <Numbered key={number} number={number} />
            ))}
          </div>
        )}
        {likely.map((each) => (
          <Likely key={each.number} each={each} merge={ticket.allowed.includes("merge") ? merge : undefined} />
        ))}
      </SpaceBetween>
    </Container>
  );
}

function Likely({ each, merge }: { each: Schemas["StaffDuplicate"]; merge: ((into: string) => void) | undefined }) {
  const { t, format } = useWords();
  return (
    <div className="likely">
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        <Numbered number={each.number} />
        <StatusShown status={each.status} />
      </SpaceBetween>
      <div>
        <bdi>{each.subject || t(codeId("kind", each.kind))}</bdi>
      </div>
      <Box fontSize="body-s" color="text-body-secondary">
        {format.brief(each.registered_at)}
        {each.distance != null && ` · ${t("duplicate-distance", { n: Math.round(each.distance) })}`}
      </Box>
      <SpaceBetween size="xxs" direction="horizontal">
        {each.reasons.map((reason) => (
          <Badge key={reason}>{t(codeId("duplicate", reason))}</Badge>
        ))}
      </SpaceBetween>
      {merge && (
        <Button variant="inline-link" onClick={() => merge(each.number)}>
          {t("merge-into-this")}
        </Button>
      )}
    </div>
  );
}

const Numbered = ({ number }: { number: string }) => (
  <Go to={`/tickets/${number}`}>
    <TicketNumber number={number} />
  </Go>
);

function useLikely(ticket: Ticket): Schemas["StaffDuplicate"][] {
  const me = useMe();
  const asks = has(me, "agent", "distributor", "follow_up", "media_officer", "reception", "supervisor");
  const { lat, lon } = ticket.location ?? {};
  const mobile = ticket.requester?.mobile;
  const typed = {
    body: ticket.body,
    kind: ticket.kind,
    category: ticket.category,
    description: ticket.description,
    ...(lat != null && lon != null && { location: { lat, lon } as Schemas["Location"] }),
    ...(mobile && !ticket.requester?.masked && { requester: { mobile } as Schemas["Requester"] }),
  } as Schemas["Typed"];
  const found = useQuery({
    queryKey: ["duplicates", ticket.number, ticket.category],
    queryFn: () => told(api.POST("/v1/duplicates", { body: typed })),
    enabled: asks && ticket.status !== "closed" && !ticket.merged_into,
    staleTime: 60_000,
  });
  return found.data?.items.filter(({ number }) => number !== ticket.number) ?? [];
}
