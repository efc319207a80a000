import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { type Board, type ContactNow } from "../../supervision";
import { ContactLink } from "../contacts/ContactLink";
import { type Column, Listing } from "../Listing";
import { Since, Wait } from "./Ticking";

export type Deed = "listen" | "barge" | "end";

const SIGNS: Partial<Record<string, StatusIndicatorProps.Type>> = { queued: "pending", talking: "in-progress" };

/** Whether it is a task in a queue: a callback that an agent is to take up, for which nobody waits on the line. */
const isOwed = ({ channel, state }: ContactNow) => channel === "task" && state === "queued";

interface Given {
  board: Board;
  now: number;
  /** What the reader may do with a call. */
  may: readonly Deed[];
  act: (deed: Deed, contact: ContactNow) => void;
}

/** Every contact that goes on: in the menus, waiting, talking, or being written up. */
export function ContactsNow({ board, now, may, act }: Given) {
  const { t, name, format } = useWords();
  const queues = new Map(board.queues.map((queue) => [queue.code, name(queue.name)]));
  const agents = new Map(board.agents.map((agent) => [agent.username, agent.name]));
  const rows = [...board.contacts].sort((one, other) => one.since.localeCompare(other.since));
  const columns: Column<ContactNow>[] = [
    {
      id: "number",
      header: t("live-number"),
      first: true,
      minWidth: 140,
      cell: ({ id, number }) => <ContactLink id={id} number={number} />,
    },
    {
      id: "state",
      header: t("live-state"),
      minWidth: 170,
      cell: (contact) => (
        <StatusIndicator type={SIGNS[contact.state] ?? "info"}>
          {t(isOwed(contact) ? "contact-task" : codeId("contact-state", contact.state))}
        </StatusIndicator>
      ),
    },
    {
      id: "since",
      header: t("live-since"),
      minWidth: 110,
      cell: (contact) =>
        contact.state === "queued" && !isOwed(contact) ? (
          <Wait at={contact.since} now={now} />
        ) : (
          <Since at={contact.since} now={now} />
        ),
    },
    { id: "queue", header: t("live-queue"), cell: ({ queue }) => queues.get(queue) ?? (queue || "–") },
    {
      id: "agent",
      header: t("live-agent"),
      cell: ({ agent }) => (agent ? <bdi>{agents.get(agent) ?? agent}</bdi> : "–"),
    },
  ];
  if (may.length) {
    columns.push({
      id: "act",
      header: t("live-act"),
      bare: true,
      minWidth: 200,
      cell: (contact) => {
        const here = may.filter((deed) => deed === "end" || contact.state === "talking");
        if (contact.state === "wrap_up" || !here.length) return null;
        return (
          <SpaceBetween size="s" direction="horizontal">
            {here.map((deed) => (
              <Button
                key={deed}
                variant="inline-link"
                ariaLabel={t(`live-${deed}-one`, { number: contact.number || t("live-withheld") })}
                onClick={() => act(deed, contact)}
              >
                {t(`live-${deed}`)}
              </Button>
            ))}
          </SpaceBetween>
        );
      },
    });
  }
  return (
    <Listing
      title={t("live-contacts")}
      header={
        <Header variant="h2" counter={`(${format.number(rows.length)})`}>
          {t("live-contacts")}
        </Header>
      }
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      empty={t("live-no-contacts")}
    />
  );
}
