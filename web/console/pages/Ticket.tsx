import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Action, type Schemas, told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { keepDraft } from "@shared/drafts";
import { grouped } from "@shared/language/format";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api";
import { useMe } from "../me";
import { ActionForm, formOf } from "../parts/ActionForm";
import { Attachments } from "../parts/Attachments";
import { Clocks } from "../parts/Clocks";
import { Composer } from "../parts/Composer";
import { Duplicates } from "../parts/Duplicates";
import { Earlier } from "../parts/Earlier";
import { Facts } from "../parts/Facts";
import { History } from "../parts/History";
import { Holder } from "../parts/Holder";
import { StatusShown } from "../parts/Marks";
import { Steps } from "../parts/Steps";
import { TicketContacts } from "../parts/TicketContacts";
import { Viewers } from "../parts/Viewers";
import { Waiting } from "../parts/Waiting";
import { Where } from "../parts/Where";
import { OthersProvider, useForms, useViewers, WritingProvider } from "../viewers";

type Shown = Schemas["StaffTicketView"];

/** One ticket: its promises, what was asked, what happened, and only what may be done with it now (R049-R058). */
export default function Ticket({ number }: { number: string }) {
  const { t } = useWords();
  const me = useMe();
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
  const { writing, tell } = useForms();
  const others = useViewers(number, writing);
  if (!ticket.data) {
    return (
      <ContentLayout
        header={
          <Header variant="h1">
            <TicketNumber number={number} />
          </Header>
        }
      >
        <Steps number={number} />
        <Waiting error={ticket.error} retry={() => void ticket.refetch()} />
      </ContentLayout>
    );
  }
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const done = (after: Shown) => {
    setAction(undefined);
    queries.setQueryData(key, after);
    void queries.invalidateQueries({ queryKey: [...key, "history"] });
    void queries.invalidateQueries({ queryKey: ["tickets"] });
  };
  const mergeInto = (into: string) => {
    keepDraft(formOf(me.id, number, "merge"), { into });
    setAction("merge");
  };
  return (
    <WritingProvider value={tell}>
      <OthersProvider value={others}>
        <ContentLayout header={<Head ticket={ticket.data} choose={setAction} />}>
          <SpaceBetween size="l">
            <Steps number={number} />
            <div className="presence">
              <Standing ticket={ticket.data} />
              <Holder ticket={ticket.data} done={done} refresh={refresh} />
              <Viewers others={others} />
            </div>
            <div className="ticket">
              <SpaceBetween size="l">
                <Clocks body={ticket.data.body} clocks={ticket.data.clocks} asked={ticket.dataUpdatedAt} />
                <Matter ticket={ticket.data} />
                <Composer ticket={ticket.data} done={done} refresh={refresh} />
                <History number={number} body={ticket.data.body} />
              </SpaceBetween>
              <SpaceBetween size="l">
                <Duplicates ticket={ticket.data} merge={mergeInto} unmerge={() => setAction("unmerge")} />
                <Where ticket={ticket.data} />
                <Attachments number={number} />
                <TicketContacts ticket={ticket.data} />
                <Earlier ticket={ticket.data} />
                <Facts ticket={ticket.data} />
              </SpaceBetween>
            </div>
          </SpaceBetween>
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
      </OthersProvider>
    </WritingProvider>
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
      actions={
        <SpaceBetween className="no-print" size="xs" direction="horizontal">
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
          <Button onClick={() => print()}>{t("ticket-print")}</Button>
        </SpaceBetween>
      }
    >
      {t(codeId("kind", ticket.kind))} <TicketNumber number={ticket.number} />
    </Header>
  );
}

/** Where the ticket stands, and what marks it out. */
function Standing({ ticket }: { ticket: Shown }) {
  const { t } = useWords();
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      <StatusShown status={ticket.status} />
      {ticket.overdue && <Badge color="severity-critical">{t("mark-overdue")}</Badge>}
      {ticket.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
      {ticket.reopened > 0 && <Badge>{t("pass-of", { n: ticket.reopened + 1 })}</Badge>}
    </SpaceBetween>
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
