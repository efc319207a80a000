import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useWords } from "@shared/language/Language";
import { type ReactNode } from "react";
import { percent } from "../../figures";
import { type Board, statusesOf, sumsOf } from "../../supervision";
import { Wait } from "./Ticking";

/** The whole board in a few large numbers: who waits now, who is free, and what became of today's callers. */
export function Sums({ board, now }: { board: Board; now: number }) {
  const { t, format, language } = useWords();
  const sums = sumsOf(board.queues);
  const statuses = statusesOf(board.agents);
  const free = statuses.get("available") ?? 0;
  const of = (count: number) =>
    sums.presented ? t("live-of-presented", { percent: percent((100 * count) / sums.presented, language) }) : "";
  const shown: [string, ReactNode, string][] = [
    ["live-waiting", format.number(sums.waiting), ""],
    ["live-oldest", <Wait key="oldest" at={sums.oldest_at} now={now} />, ""],
    ["live-available", format.number(free), t("live-of-agents", { n: board.agents.length })],
    ["live-presented", format.number(sums.presented), t("live-today")],
    ["live-handled", format.number(sums.handled), of(sums.handled)],
    ["live-abandoned", format.number(sums.abandoned), of(sums.abandoned)],
  ];
  return (
    <Container header={<Header variant="h2">{t("live-now")}</Header>}>
      <dl className="sums">
        {shown.map(([label, value, note]) => (
          <div key={label} data-sum={label}>
            <dt>{t(label)}</dt>
            <dd className="digits">{value}</dd>
            {note && <dd className="sums-note">{note}</dd>}
          </div>
        ))}
      </dl>
    </Container>
  );
}
