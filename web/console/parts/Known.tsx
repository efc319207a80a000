import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api";
import { isSought, type Person, usePeople } from "../people";
import { filledFrom } from "../register";
import type { Typed } from "../typed";
import { useLater } from "../useLater";
import { Go } from "./Go";
import { StatusShown } from "./Marks";
import { PersonLine } from "./PersonLine";

interface Given {
  body: string;
  typed: Typed;
  take: (part: Partial<Typed>) => void;
}

/**
 * Who is known by what is typed here or in the form, and what they asked before. Several may answer to a name: one is
 * chosen; nothing is filled in over what is typed unless somebody says so.
 */
export function Known({ body, typed, take }: Given) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const given = [sought, typed.mobile, typed.email].find((text) => isSought(text)) ?? "";
  const q = useLater(given.trim());
  const { people, hasNextPage, fetchNextPage } = usePeople(body, q, 5);
  const fill = (person: Person) => {
    setSought("");
    take(filledFrom(person));
  };
  return (
    <SpaceBetween size="s">
      <FormField label={t("known-search")} constraintText={t("known-search-hint")} stretch>
        <Input
          type="search"
          value={sought}
          clearAriaLabel={t("filters-clear")}
          onChange={({ detail }) => setSought(detail.value)}
        />
      </FormField>
      <div role="status">
        {given && people.length > 0 && (
          <Alert type="info" header={t(people.length > 1 ? "known-several" : "known-as")}>
            <SpaceBetween size="xs">
              {people.map((person) => (
                <PersonLine key={person.id} person={person}>
                  {!person.masked && !isFilled(person, typed) && (
                    <Button onClick={() => fill(person)}>{t("known-take")}</Button>
                  )}
                </PersonLine>
              ))}
              {hasNextPage && (
                <Button variant="inline-link" onClick={() => void fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </SpaceBetween>
          </Alert>
        )}
        {sought && q === given.trim() && isSought(q) && !people.length && (
          <Box color="text-body-secondary">{t("known-nobody")}</Box>
        )}
      </div>
      <Earlier body={body} requester={[typed.mobile, typed.email].find((text) => isSought(text)) ?? ""} />
    </SpaceBetween>
  );
}

const isFilled = (person: Person, typed: Typed) =>
  typed.mobile === (person.mobiles[0]?.value ?? "") &&
  typed.first_name === person.first_name &&
  typed.family_name === person.family_name &&
  typed.name === person.name;

/** What this person asked before, newest first: perhaps it is about that. */
function Earlier({ body, requester }: { body: string; requester: string }) {
  const { t, format } = useWords();
  const asked = useLater(requester.trim());
  const earlier = useQuery({
    queryKey: ["tickets", "of", body, asked],
    queryFn: () => told(api.GET("/v1/tickets", { params: { query: { requester: asked, body, limit: 5 } } })),
    enabled: Boolean(asked),
    retry: false,
  });
  const tickets = (asked && earlier.data?.items) || [];
  if (!tickets.length) return null;
  return (
    <div>
      <Box variant="awsui-key-label">{t("known-earlier")}</Box>
      {tickets.map((ticket) => (
        <SpaceBetween key={ticket.number} size="xs" direction="horizontal" alignItems="center">
          <Go to={`/tickets/${ticket.number}`}>
            <TicketNumber number={ticket.number} />
          </Go>
          <StatusShown status={ticket.status} />
          <bdi>{ticket.subject}</bdi>
          <span>{format.brief(ticket.registered_at)}</span>
        </SpaceBetween>
      ))}
    </div>
  );
}
