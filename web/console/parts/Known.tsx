import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api";
import type { Typed } from "../register";
import { Go } from "./Go";
import { StatusShown } from "./Marks";

interface Given {
  body: string;
  mobile: string;
  take: (part: Partial<Typed>) => void;
}

/** Who is known by the mobile that is typed, and what they asked before; nothing is filled in over what is typed. */
export function Known({ body, mobile, take }: Given) {
  const { t, format } = useWords();
  const digits = mobile.replace(/\D/g, "");
  const enabled = digits.length >= 8;
  const people = useQuery({
    queryKey: ["people", body, digits],
    queryFn: () => told(api.GET("/v1/people", { params: { query: { mobile, body, limit: 5 } } })),
    enabled,
  });
  const earlier = useQuery({
    queryKey: ["tickets", "of", body, digits],
    queryFn: () => told(api.GET("/v1/tickets", { params: { query: { requester: mobile, body, limit: 5 } } })),
    enabled,
  });
  const person = people.data?.items[0];
  const tickets = earlier.data?.items ?? [];
  if (!enabled || (!person && !tickets.length)) return null;
  return (
    <Alert type="info" header={person ? t("known-as") : t("known-earlier")}>
      <SpaceBetween size="xs">
        {person && (
          <SpaceBetween size="xs" direction="horizontal" alignItems="center">
            <bdi>{person.name || [person.first_name, person.family_name].filter(Boolean).join(" ")}</bdi>
            <Button
              onClick={() =>
                take({
                  first_name: person.first_name,
                  family_name: person.family_name,
                  email: person.emails[0]?.value ?? "",
                  vip: person.vip ? "true" : "",
                })
              }
            >
              {t("known-take")}
            </Button>
          </SpaceBetween>
        )}
        {tickets.map((ticket) => (
          <Box key={ticket.number}>
            <SpaceBetween size="xs" direction="horizontal" alignItems="center">
              <Go to={`/tickets/${ticket.number}`}>
                <TicketNumber number={ticket.number} />
              </Go>
              <StatusShown status={ticket.status} />
              <bdi>{ticket.subject}</bdi>
              <span>{format.brief(ticket.registered_at)}</span>
            </SpaceBetween>
          </Box>
        ))}
      </SpaceBetween>
    </Alert>
  );
}
