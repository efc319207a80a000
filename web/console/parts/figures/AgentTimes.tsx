import Header from "@cloudscape-design/components/header";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { type AgentRow, agentDays, fetchAgentFigures, type Span, spentIn } from "../../figures";
import { clockOf } from "../../supervision";
import { type Column, Listing } from "../Listing";
import { Waiting } from "../Waiting";

const SHOWN = ["available", "busy", "wrap_up"] as const;
const READY: ReadonlySet<string> = new Set([...SHOWN, "ringing", "offline"]);

/** How long each agent was in each status (R060): ready, on a call, after it, and not ready with the reason. */
export function AgentTimes({ body, span, days }: { body: string; span: Span; days: string }) {
  const { t } = useWords();
  const counted = agentDays(span);
  const found = useQuery({
    queryKey: ["figures", body, "agents", span.from, span.to],
    queryFn: () => fetchAgentFigures(body, span),
    enabled: counted,
    refetchInterval: 60_000,
  });
  const clock = (seconds: number) => <Ltr>{clockOf(seconds)}</Ltr>;
  const status = (code: string) => t(codeId("agent-status", code));
  const away = ({ statuses }: AgentRow) => statuses.filter((each) => !READY.has(each.status));
  const columns: Column<AgentRow>[] = [
    { id: "name", header: t("figures-agent"), first: true, minWidth: 150, cell: ({ name }) => <bdi>{name}</bdi> },
    { id: "here", header: t("figures-signed-in"), cell: (row) => clock(row.signed_in_seconds) },
    ...SHOWN.map((code) => ({ id: code, header: status(code), cell: (row: AgentRow) => clock(spentIn(row, code)) })),
    {
      id: "away",
      header: t("figures-away"),
      minWidth: 150,
      cell: (row) =>
        away(row).map((each) => (
          <div key={each.status}>
            {status(each.status)} {clock(each.seconds)}
          </div>
        )),
    },
  ];
  if (counted && !found.data) return <Waiting error={found.error} retry={() => void found.refetch()} />;
  return (
    <Listing
      title={t("figures-agents")}
      header={
        <Header variant="h2" description={counted ? days : t("figures-agents-days")}>
          {t("figures-agents")}
        </Header>
      }
      columns={columns}
      rows={counted ? (found.data?.rows ?? []) : []}
      idOf={({ username }) => username}
      empty={t("figures-agents-none")}
    />
  );
}
