import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Schemas } from "@shared/api/client";
import { Ltr, TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import type { ReactNode } from "react";
import { useBody, usePlaces } from "../me";
import { Go } from "./Go";
import { KeptAway } from "./History";

type Shown = Schemas["StaffTicketView"];
type Pairs = readonly (readonly [label: string, value: ReactNode])[];

/** What is known of a ticket beside its words: who asks, what it concerns, where it stands, which pass it is in. */
export function Facts({ ticket }: { ticket: Shown }) {
  const { t } = useWords();
  const passes: Pairs = [
    [t("fact-reopened"), ticket.reopened > 0 && <Ltr>{ticket.reopened}</Ltr>],
    [t("fact-limit-reached"), ticket.limit_reached && t("yes")],
    [t("fact-final"), ticket.final && t("yes")],
    [t("appeal"), ticket.appeal && t(codeId("appeal", ticket.appeal))],
    [t("kept-away"), ticket.reopened > 0 && <KeptAway number={ticket.number} />],
    [t("fact-readmissions"), ticket.readmissions ? <Ltr>{ticket.readmissions}</Ltr> : ""],
  ];
  return (
    <SpaceBetween size="l">
      <Person ticket={ticket} />
      <Group title={t("about")} pairs={useAbout(ticket)} />
      <Group title={t("passes")} pairs={passes} />
      <Group title={t("details")} pairs={useDetails(ticket)} />
    </SpaceBetween>
  );
}

function Group({ title, pairs }: { title: string; pairs: Pairs }) {
  const items = pairs.filter(([, value]) => value).map(([label, value]) => ({ label, value }));
  if (!items.length) return null;
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <KeyValuePairs columns={1} items={items} />
    </Container>
  );
}

function Person({ ticket }: { ticket: Shown }) {
  const { t } = useWords();
  const person = ticket.requester;
  if (!person || ticket.anonymous) {
    return (
      <Container header={<Header variant="h2">{t("requester")}</Header>}>
        <Box>{t("requester-anonymous")}</Box>
      </Container>
    );
  }
  const name = person.name || [person.first_name, person.family_name].filter(Boolean).join(" ");
  const pairs: Pairs = [
    [
      t("requester-name"),
      <SpaceBetween key="name" size="xxs" direction="horizontal">
        <bdi>{name}</bdi>
        {ticket.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
      </SpaceBetween>,
    ],
    [t("requester-mobile"), person.mobile && <Ltr>{person.mobile}</Ltr>],
    [t("requester-email"), person.email && <Ltr>{person.email}</Ltr>],
    [t("requester-masked"), person.masked && t("requester-masked-text")],
  ];
  return <Group title={t("requester")} pairs={pairs} />;
}

function useAbout(ticket: Shown): Pairs {
  const { t } = useWords();
  const written = (text: string | undefined) => text && <bdi>{text}</bdi>;
  return [
    [t("about-staff"), written(ticket.about?.staff)],
    [t("about-service"), written(ticket.about?.service)],
    [t("about-establishment"), written(ticket.about?.establishment)],
    [t("about-outlet"), written(ticket.media?.outlet)],
    [t("field-link"), ticket.media?.link && <Ltr>{ticket.media.link}</Ltr>],
  ];
}

function useDetails(ticket: Shown): Pairs {
  const { t, name, format } = useWords();
  const body = useBody(ticket.body).data;
  const { sections, partners } = usePlaces(ticket.body, Boolean(ticket.section || ticket.partner));
  const named = (items: readonly { code: string; name: Schemas["Words"] }[] | undefined, code: string | undefined) =>
    code && (name(items?.find((each) => each.code === code)?.name) || code);
  const coded = (list: string, code: string | null | undefined) => code && t(codeId(list, code));
  const category = body?.categories.find((each) => each.code === ticket.category);
  const moment = (at: string | undefined) => at && format.moment(at);
  return [
    [t("field-category"), named(body?.categories, ticket.category)],
    [t("field-subcategory"), named(category?.subcategories, ticket.subcategory)],
    [t("field-object"), coded("object", ticket.object)],
    [t("field-section"), named(sections, ticket.section)],
    [t("field-partner"), named(partners, ticket.partner)],
    [t("column-assignee"), ticket.assignee_name && <bdi>{ticket.assignee_name}</bdi>],
    [t("column-channel"), t(codeId("channel", ticket.channel))],
    [t("column-registered"), moment(ticket.registered_at)],
    [t("registered-by"), ticket.registered_by_name && <bdi>{ticket.registered_by_name}</bdi>],
    [t("field-complexity"), coded("complexity", ticket.complexity)],
    [t("field-importance"), coded("importance", ticket.importance)],
    [t("field-procedure"), coded("procedure", ticket.procedure)],
    [t("waiting-since"), moment(ticket.waiting_since)],
    [t("field-expected-by"), moment(ticket.expected_by)],
    [t("field-outcome"), coded("outcome", ticket.outcome)],
    [t("field-score"), ticket.score && <Ltr>{ticket.score} / 5</Ltr>],
    [t("field-root-cause"), coded("cause", ticket.root_cause)],
    [t("fact-contacts"), ticket.contacts > 1 ? <Ltr>{ticket.contacts}</Ltr> : ""],
    [t("reminders"), ticket.reminders ? <Ltr>{ticket.reminders}</Ltr> : ""],
    [
      t("fact-follows"),
      ticket.follows && (
        <Go to={`/tickets/${ticket.follows}`}>
          <TicketNumber number={ticket.follows} />
        </Go>
      ),
    ],
    [t("old-number"), ticket.old_number && <Ltr>{ticket.old_number}</Ltr>],
  ];
}
