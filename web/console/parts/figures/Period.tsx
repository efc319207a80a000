import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import { useWords } from "@shared/language/Language";
import { type Fixed, type Period, PERIODS, type Span, spanOf } from "../../figures";

/** Return the period that an address names, and its days; without one, today. */
export function periodFrom(said: URLSearchParams, today: string): { period: Period; span: Span } {
  const period = PERIODS.find((each) => each === said.get("period")) ?? "today";
  if (period !== "own") return { period, span: spanOf(period, today) };
  return { period, span: { from: said.get("from") || today, to: said.get("to") || said.get("from") || today } };
}

interface Given {
  period: Period;
  span: Span;
  today: string;
  change: (said: Record<string, string>) => void;
}

/** Chooses the days that are counted. */
export function PeriodChooser({ period, span, today, change }: Given) {
  const { t } = useWords();
  const choose = (wanted: Period) => change(wanted === "own" ? { period: wanted, ...span } : { period: wanted });
  const ends = [
    ["from", t("figures-from"), (day: string) => day <= span.to],
    ["to", t("figures-to"), (day: string) => day >= span.from],
  ] as const;
  return (
    <div className="filters no-print">
      <SegmentedControl
        label={t("figures-period")}
        selectedId={period}
        options={PERIODS.map((id) => ({ id, text: t(`figures-${id}`) }))}
        onChange={({ detail }) => choose(detail.selectedId as Fixed)}
      />
      {period === "own" &&
        ends.map(([end, label, allowed]) => (
          <FormField key={end} label={label}>
            <DatePicker
              name={end}
              value={span[end]}
              placeholder="YYYY/MM/DD"
              isDateEnabled={(date) => allowed(dayOf(date)) && dayOf(date) <= today}
              openCalendarAriaLabel={() => `${t("choose")}: ${label}`}
              onChange={({ detail }) => change({ period, ...span, [end]: detail.value })}
            />
          </FormField>
        ))}
    </div>
  );
}

const two = (count: number) => String(count).padStart(2, "0");
const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
