import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import type { ReactNode } from "react";
import { type Counted, csvOf, download, type Figures, percent } from "../../figures";
import { clockOf } from "../../supervision";
import { type Column, Listing } from "../Listing";

/** A line of the table: a queue, or the total of them all. */
interface Line extends Counted {
  code: string;
  label: string;
  said: string;
}
type Part = keyof Counted;

/** The columns in the order of the report that this one replaces (R189), then what else there is to know. */
const PARTS: readonly Part[] = [
  "presented",
  "handled",
  "handled_percent",
  "abandoned",
  "abandoned_percent",
  "otherwise",
  "otherwise_percent",
  "service_level_percent",
  "average_wait_seconds",
  "average_abandon_seconds",
  "average_handle_seconds",
];
/** What stands in the file alone: the table has no room for it. */
const ASIDE: readonly Part[] = ["otherwise_percent"];
const TOTAL = "";

/** Queue statistics (R189): one line a queue and their total; each percentage names what it is of. */
export function FiguresTable({ figures, title, days }: { figures: Figures; title: string; days: string }) {
  const { t, name, format, language } = useWords();
  const heading = (part: Part) => t(`figures-${part.replaceAll("_", "-")}`, { n: figures.target_seconds });
  const lines: Line[] = [
    ...figures.rows.map((row) => ({ ...row, said: name(row.name) || row.label })),
    { ...figures.total, code: TOTAL, label: "", said: t("figures-total") },
  ];
  const shown = (line: Line, part: Part): ReactNode => {
    const value = line[part];
    if (part.endsWith("percent")) return percent(value, language);
    if (value === null) return "–";
    return part.endsWith("seconds") ? <Ltr>{clockOf(value)}</Ltr> : format.number(value);
  };
  const bold = (line: Line, what: ReactNode) => (line.code === TOTAL ? <strong>{what}</strong> : what);
  const columns: Column<Line>[] = [
    {
      id: "name",
      header: t("figures-queue"),
      first: true,
      minWidth: 150,
      cell: (line) => (
        <>
          {bold(line, line.said)}
          {line.label && (
            <div className="label">
              <Ltr>{line.label}</Ltr>
            </div>
          )}
        </>
      ),
    },
    ...PARTS.filter((part) => !ASIDE.includes(part)).map((part) => ({
      id: part,
      header: heading(part),
      minWidth: 84,
      cell: (line: Line) => bold(line, <span className="digits">{shown(line, part)}</span>),
    })),
  ];
  const save = () => {
    const head = [t("figures-label"), t("figures-queue"), ...PARTS.map(heading)];
    const rows = lines.map((line) => [line.label, line.said, ...PARTS.map((part) => line[part])]);
    download(`queues-${figures.from}-${figures.to}.csv`, csvOf([head, ...rows]));
  };
  return (
    <Listing
      title={title}
      header={
        <Header
          variant="h2"
          description={days}
          actions={
            <div className="no-print">
              <SpaceBetween size="xs" direction="horizontal">
                <Button iconName="download" onClick={save}>
                  {t("figures-csv")}
                </Button>
                <Button onClick={() => print()}>{t("figures-print")}</Button>
              </SpaceBetween>
            </div>
          }
        >
          {title}
        </Header>
      }
      columns={columns}
      rows={lines}
      idOf={({ label }) => label || "total"}
      empty={t("figures-none")}
    />
  );
}
