import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Refusal } from "@shared/api/refusal";
import { Ltr, TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { type Caller, type ContactView, readContact, type WholeContact } from "../contacts";
import { useDesk } from "../desk";
import { useMe } from "../me";
import { Lasting } from "../parts/contacts/Lasting";
import { Recordings } from "../parts/contacts/Recordings";
import { CallerContacts, CallerLine } from "../parts/desk/CallerCard";
import { CallBack } from "../parts/desk/CallBack";
import { OpenTickets } from "../parts/desk/OpenTickets";
import { RegisterFor } from "../parts/desk/RegisterFor";
import { useCaller } from "../parts/desk/useCaller";
import { WrapUp } from "../parts/desk/WrapUp";
import { Go } from "../parts/Go";
import { Waiting } from "../parts/Waiting";

/** A call is answered a moment before the service has heard of it: so long it is asked again. */
const TRIES = 15;

/** One contact: who it is and what they asked before, a ticket for it or one of theirs, and its wrap-up (R073). */
export default function Contact({ id }: { id: string }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const { phone, refresh } = useDesk();
  const call = phone.calls.find((each) => each.id === id);
  const key = ["contacts", id];
  const found = useQuery({
    queryKey: key,
    queryFn: () => readContact(id),
    retry: (count, error) => count < (error instanceof Refusal && error.status === 404 ? TRIES : 2),
    retryDelay: 1_000,
    refetchInterval: ({ state }) => (state.data && !state.data.ended_at ? 5_000 : false),
  });
  const caller = useCaller(id);
  const contact = found.data;
  const title = t("call");
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  const changed = (after: ContactView) => {
    queries.setQueryData<WholeContact>(key, (before) => before && { ...before, ...after });
    void queries.invalidateQueries({ queryKey: key });
    void refresh();
  };
  return (
    <ContentLayout header={<Head contact={contact} title={title} />}>
      {!contact && <Waiting error={found.error} retry={() => void found.refetch()} />}
      {contact && (
        <div className="contact">
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">{t("caller")}</Header>}>
              {caller.data ? (
                <CallerLine caller={caller.data} />
              ) : (
                <Waiting error={caller.error} retry={() => void caller.refetch()} />
              )}
            </Container>
            {caller.data && (
              <Container header={<Header variant="h2">{t("caller-tickets")}</Header>}>
                <OpenTickets caller={caller.data} contact={contact} linked={changed} />
              </Container>
            )}
            {caller.data && (
              <Container header={<Header variant="h2">{t("caller-contacts")}</Header>}>
                <CallerContacts caller={caller.data} />
              </Container>
            )}
            <Details contact={contact} />
          </SpaceBetween>
          <SpaceBetween size="l">
            <WrapUp contact={contact} over={call?.phase === "over"} done={changed} />
            <Recordings contact={contact} />
            <Linked contact={contact} />
            <Matter contact={contact} caller={caller.data} settled={!caller.isPending} changed={changed} />
          </SpaceBetween>
        </div>
      )}
    </ContentLayout>
  );
}

function Head({ contact, title }: { contact: ContactView | undefined; title: string }) {
  const { t, name } = useWords();
  return (
    <Header
      variant="h1"
      actions={contact && <CallBack number={contact.number} queue={contact.queue} ticket={contact.tickets[0] ?? ""} />}
    >
      {title} {contact?.number && <Ltr>{contact.number}</Ltr>}{" "}
      {contact && <Badge>{t(codeId("contact-outcome", contact.outcome))}</Badge>}{" "}
      {contact?.queue && <Badge color="grey">{name(contact.queue_name) || contact.queue}</Badge>}
    </Header>
  );
}

/** The tickets that this contact is about. */
function Linked({ contact }: { contact: ContactView }) {
  const { t } = useWords();
  if (!contact.tickets.length) return null;
  return (
    <Container header={<Header variant="h2">{t("call-tickets")}</Header>}>
      <SpaceBetween size="xs" direction="horizontal">
        {contact.tickets.map((number) => (
          <Go key={number} to={`/tickets/${number}`}>
            <TicketNumber number={number} />
          </Go>
        ))}
      </SpaceBetween>
    </Container>
  );
}

interface GivenMatter {
  contact: ContactView;
  caller: Caller | undefined;
  /** Whether all is known of the caller that will be: a form is filled in once. */
  settled: boolean;
  changed: (after: ContactView) => void;
}

/** The form of a new ticket stands open for the agent who speaks with the caller (R073), until a ticket is there. */
function Matter({ contact, caller, settled, changed }: GivenMatter) {
  const { t } = useWords();
  const me = useMe();
  const [asked, setAsked] = useState(false);
  const own = contact.agent === me.username;
  const stands = asked || (own && !contact.tickets.length && (contact.needs_wrap_up || !contact.ended_at));
  if (!own) return null;
  if (!stands) return <Button onClick={() => setAsked(true)}>{t("call-register")}</Button>;
  if (!settled) return <Waiting error={null} retry={() => undefined} />;
  return (
    <section aria-label={t("call-register")}>
      <RegisterFor contact={contact} caller={caller} changed={changed} done={() => setAsked(false)} />
    </section>
  );
}

function Details({ contact }: { contact: WholeContact }) {
  const { t, format, name } = useWords();
  const told = contact.completed_at;
  const pairs: [string, ReactNode][] = [
    [t("call-direction"), t(codeId("contact-direction", contact.direction))],
    [t("call-started"), format.moment(contact.started_at)],
    [t("call-agent"), <bdi key="agent">{contact.agent_name || contact.agent || t("none")}</bdi>],
    [t("call-wait"), <Lasting key="wait" seconds={contact.wait_seconds} told={contact.answered_at || told} />],
    [t("call-talk"), <Lasting key="talk" seconds={contact.talk_seconds} told={told} />],
    [t("call-after"), <Lasting key="after" seconds={contact.after_seconds} told={told} />],
  ];
  return (
    <Container header={<Header variant="h2">{t("details")}</Header>}>
      <KeyValuePairs columns={2} items={pairs.map(([label, value]) => ({ label, value }))} />
      {contact.legs.length > 0 && (
        <Box padding={{ top: "s" }}>
          <strong>{t("call-legs")}</strong>
          <ul className="missing">
            {contact.legs.map((leg) => (
              <li key={leg.id}>
                <Go to={`/contacts/${leg.id}`}>{format.brief(leg.started_at)}</Go> · {name(leg.queue_name) || leg.queue}{" "}
                {leg.agent && <bdi>{leg.agent_name || leg.agent}</bdi>}
              </li>
            ))}
          </ul>
        </Box>
      )}
    </Container>
  );
}
