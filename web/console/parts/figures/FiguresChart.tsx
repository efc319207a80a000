import BarChart from "@cloudscape-design/components/bar-chart";
import { useWords } from "@shared/language/Language";
import type { QueueFigures } from "../../figures";

const PARTS = [
  ["handled", "#2ea597"],
  ["abandoned", "#c33d69"],
  ["otherwise", "#8456ce"],
] as const;

/** The queues' figures drawn (R190): each bar is what was presented, in the three parts that it sums from. */
export default function FiguresChart({ rows, title }: { rows: readonly QueueFigures[]; title: string }) {
  const { t, name, format } = useWords();
  // A queue has a row for each language in which somebody was presented there.
  const twice = new Set(
    rows.filter((row, at) => rows.findIndex(({ code }) => code === row.code) !== at).map(({ code }) => code),
  );
  const nameOf = (row: QueueFigures) =>
    twice.has(row.code) ? `${name(row.name)} (${t(`language-${row.language}`)})` : name(row.name) || row.label;
  const highest = Math.max(1, ...rows.map(({ presented }) => presented));
  return (
    <BarChart
      stackedBars
      hideFilter
      height={280}
      ariaLabel={title}
      ariaDescription={t("figures-chart-about")}
      xScaleType="categorical"
      xTitle={t("live-queue")}
      yTitle={t("figures-calls")}
      xDomain={rows.map(nameOf)}
      yDomain={[0, highest]}
      series={PARTS.map(([part, color]) => ({
        type: "bar" as const,
        title: t(`live-${part}`),
        color,
        valueFormatter: (value: number) => format.number(value),
        data: rows.map((row) => ({ x: nameOf(row), y: row[part] })),
      }))}
      i18nStrings={{
        legendAriaLabel: t("figures-legend"),
        chartAriaRoleDescription: t("figures-chart"),
        xAxisAriaRoleDescription: t("figures-axis"),
        yAxisAriaRoleDescription: t("figures-axis"),
        yTickFormatter: (value) => (Number.isInteger(value) ? format.number(value) : ""),
      }}
      empty={t("figures-none")}
    />
  );
}
