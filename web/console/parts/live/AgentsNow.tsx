import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useWords } from "@shared/language/Language";
import { type AgentNow, type Board, DOINGS, sayStatus } from "../../supervision";
import { type Column, Listing } from "../Listing";
import { Since } from "./Ticking";

const SIGNS: Record<string, StatusIndicatorProps.Type> = {
  available: "success",
  busy: "in-progress",
  ringing: "in-progress",
  wrap_up: "in-progress",
  missed: "warning",
  offline: "stopped",
};
const place = ({ status }: AgentNow) => DOINGS.findIndex((doing) => doing === status);

interface Given {
  board: Board;
  now: number;
  /** Put somebody into another status; nothing for who only looks. */
  put?: (agent: AgentNow) => void;
}

/** Each agent: what they do, since when, and whom they may serve. */
export function AgentsNow({ board, now, put }: Given) {
  const { t, name, format } = useWords();
  const queues = new Map(board.queues.map((queue) => [queue.code, name(queue.name)]));
  const rows = [...board.agents].sort(
    (one, other) => place(one) - place(other) || one.name.localeCompare(other.name, "ar"),
  );
  const columns: Column<AgentNow>[] = [
    { id: "name", header: t("live-agent"), first: true, minWidth: 160, cell: (agent) => <bdi>{agent.name}</bdi> },
    {
      id: "status",
      header: t("live-status"),
      minWidth: 130,
      cell: ({ status }) => (
        <StatusIndicator type={SIGNS[status] ?? "pending"}>
          <bdi>{sayStatus(status, t)}</bdi>
        </StatusIndicator>
      ),
    },
    { id: "since", header: t("live-since"), minWidth: 90, cell: ({ since }) => <Since at={since} now={now} /> },
    {
      id: "contact",
      header: t("live-call"),
      minWidth: 110,
      cell: ({ contact }) => (contact ? <StateOf board={board} id={contact} now={now} /> : "–"),
    },
    {
      id: "queues",
      header: t("live-serves"),
      cell: (agent) => agent.queues.map((code) => queues.get(code) ?? code).join(" · ") || "–",
    },
  ];
  if (put) {
    columns.push({
      id: "act",
      header: t("live-act"),
      bare: true,
      minWidth: 130,
      cell: (agent) => (
        <Button variant="inline-link" ariaLabel={t("live-put-one", { name: agent.name })} onClick={() => put(agent)}>
          {t("live-put")}
        </Button>
      ),
    });
  }
  return (
    <Listing
      title={t("live-agents")}
      header={
        <Header variant="h2" counter={`(${format.number(rows.length)})`}>
          {t("live-agents")}
        </Header>
      }
      columns={columns}
      rows={rows}
      idOf={({ username }) => username}
      empty={t("live-no-agents")}
    />
  );
}

function StateOf({ board, id, now }: { board: Board; id: string; now: number }) {
  const { t } = useWords();
  const contact = board.contacts.find((each) => each.id === id);
  if (!contact) return <>{t("live-in-contact")}</>;
  return (
    <>
      {t(`contact-state-${contact.state.replaceAll("_", "-")}`)} <Since at={contact.since} now={now} />
    </>
  );
}
