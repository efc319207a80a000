import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Action, type Schemas, told } from "@shared/api/client";
import { Ltr, TicketNumber } from "@shared/language/Ltr";
import { grouped } from "@shared/language/format";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api";
import { useBody, usePlaces } from "../me";
import { ActionForm } from "../parts/ActionForm";
import { History } from "../parts/History";
import { ClockShown, StatusShown } from "../parts/Marks";
import { Waiting } from "../parts/Waiting";

type Shown = Schemas["StaffTicketView"];

/** One ticket: its promises, what was asked, what happened, and only what may be done with it now (R049-R058). */
export default function Ticket({ number }: { number: string }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [action, setAction] = useState<Action>();
  const key = ["ticket", number];
  const ticket = useQuery({
    queryKey: key,
    queryFn: () => told(api.GET("/v1/tickets/{number}", { params: { path: { number } } })),
    refetchInterval: 60_000,
  });
  useEffect(() => {
    document.title = `${grouped(number)} · ${t("console-name")}`;
  }, [number, t]);
  if (!ticket.data) return <Waiting error={ticket.error} retry={() => void ticket.refetch()} />;
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const done = (after: Shown) => {
    setAction(undefined);
    queries.setQueryData(key, after);
    void queries.invalidateQueries({ queryKey: [...key, "history"] });
    void queries.invalidateQueries({ queryKey: ["tickets"] });
  };
  return (
    <ContentLayout header={<Head ticket={ticket.data} choose={setAction} />}>
      <div className="ticket">
        <SpaceBetween size="l">
          <Clocks clocks={ticket.data.clocks} />
          <Matter ticket={ticket.data} />
          <History number={number} />
        </SpaceBetween>
        <Facts ticket={ticket.data} />
      </div>
      {action && (
        <ActionForm
          ticket={ticket.data}
          action={action}
          close={() => setAction(undefined)}
          done={done}
          refresh={refresh}
        />
      )}
    </ContentLayout>
  );
}

/** Actions that move a ticket on stand as buttons, in this order; the others under "more". */
const FORWARD: readonly Action[] = [
  "classify",
  "solve",
  "refer",
  "start",
  "answer",
  "inform",
  "resolve",
  "measure",
  "close",
];

function Head({ ticket, choose }: { ticket: Shown; choose: (action: Action) => void }) {
  const { t } = useWords();
  const forward = FORWARD.filter((action) => ticket.allowed.includes(action)).slice(0, 3);
  const others = ticket.allowed.filter((action) => !forward.includes(action));
  return (
    <Header
      variant="h1"
      description={<StatusShown status={ticket.status} />}
      actions={
        <SpaceBetween size="xs" direction="horizontal">
          {forward.map((action, index) => (
            <Button key={action} variant={index ? "normal" : "primary"} onClick={() => choose(action)}>
              {t(codeId("action", action))}
            </Button>
          ))}
          {others.length > 0 && (
            <ButtonDropdown
              items={others.map((action) => ({ id: action, text: t(codeId("action", action)) }))}
              onItemClick={({ detail }) => choose(detail.id as Action)}
            >
              {t("more-actions")}
            </ButtonDropdown>
          )}
        </SpaceBetween>
      }
    >
      {t(codeId("kind", ticket.kind))} <TicketNumber number={ticket.number} />
    </Header>
  );
}

function Clocks({ clocks }: { clocks: Shown["clocks"] }) {
  const { t } = useWords();
  if (!clocks.length) return <Alert type="info">{t("clocks-none")}</Alert>;
  return (
    <Container header={<Header variant="h2">{t("clocks")}</Header>}>
      <KeyValuePairs
        columns={3}
        items={clocks.map((clock) => ({ label: t(codeId("clock", clock.name)), value: <ClockShown clock={clock} /> }))}
      />
    </Container>
  );
}

function Matter({ ticket }: { ticket: Shown }) {
  const { t } = useWords();
  return (
    <Container header={<Header variant="h2">{ticket.subject ? <bdi>{ticket.subject}</bdi> : t("matter")}</Header>}>
      <Box>
        <div dir="auto" className="written">
          {ticket.description}
        </div>
      </Box>
    </Container>
  );
}

function Facts({ ticket }: { ticket: Shown }) {
  const { t, name, format } = useWords();
  const body = useBody(ticket.body).data;
  const { sections, partners } = usePlaces(ticket.body, Boolean(ticket.section || ticket.partner));
  const named = (items: readonly { code: string; name: Schemas["Words"] }[] | undefined, code: string) =>
    code && (name(items?.find((each) => each.code === code)?.name) || code);
  const category = body?.categories.find((each) => each.code === ticket.category);
  const person = ticket.requester;
  const facts = [
    [t("field-category"), named(body?.categories, ticket.category)],
    [t("field-subcategory"), named(category?.subcategories, ticket.subcategory)],
    [t("column-region"), named(body?.regions, ticket.region)],
    [t("address"), ticket.location?.address],
    [t("field-section"), named(sections, ticket.section)],
    [t("field-partner"), named(partners, ticket.partner)],
    [t("column-assignee"), ticket.assignee_name],
    [t("column-channel"), t(codeId("channel", ticket.channel))],
    [t("column-registered"), format.moment(ticket.registered_at)],
    [t("field-complexity"), ticket.complexity && t(codeId("complexity", ticket.complexity))],
    [t("field-importance"), ticket.importance && t(codeId("importance", ticket.importance))],
  ] as const;
  const people = [
    [t("requester-name"), person?.name || [person?.first_name, person?.family_name].filter(Boolean).join(" ")],
    [t("requester-mobile"), person?.mobile && <Ltr>{person.mobile}</Ltr>],
    [t("requester-email"), person?.email && <Ltr>{person.email}</Ltr>],
  ] as const;
  const shown = (pairs: readonly (readonly [string, React.ReactNode])[]) =>
    pairs.filter(([, value]) => value).map(([label, value]) => ({ label, value }));
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t("requester")}</Header>}>
        {person && !ticket.anonymous ? (
          <KeyValuePairs columns={1} items={shown(people)} />
        ) : (
          <Box>{t("requester-anonymous")}</Box>
        )}
      </Container>
      <Container header={<Header variant="h2">{t("details")}</Header>}>
        <KeyValuePairs columns={1} items={shown(facts)} />
      </Container>
    </SpaceBetween>
  );
}
