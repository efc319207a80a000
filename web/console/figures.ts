import { type Schemas, told } from "@shared/api/client";
import { LOCALES, type Language } from "@shared/language/bundle";
import { api } from "./api";

/** What became of those whom a queue was asked to serve; presented = handled + abandoned + otherwise. */
export type Counted = Schemas["Total"];
export type QueueFigures = Schemas["QueueRow"];
export type Figures = Schemas["FiguresView"];

/** Read the figures of some days; of today, as the service's clock has it, if none are named. */
export const fetchFigures = (body: string, span?: Span) =>
  told(api.GET("/v1/queues/figures", { params: { query: { body, ...span } } }));

export type AgentRow = Schemas["AgentRow"];

/** Read how long agents were in each status on some days. */
export const fetchAgentFigures = (body: string, span: Span) =>
  told(api.GET("/v1/agents/figures", { params: { query: { body, ...span } } }));

/** Return the seconds that somebody was in a status. */
export const spentIn = ({ statuses }: AgentRow, code: string) =>
  statuses.find(({ status }) => status === code)?.seconds ?? 0;

/** Days, the first and the last both counted, as the body's own clock has them: 2027-01-10. */
export interface Span {
  from: string;
  to: string;
}

export const PERIODS = ["today", "yesterday", "week", "month", "own"] as const;
export type Period = (typeof PERIODS)[number];
/** So many days can be counted at once. */
export const MOST_DAYS = 92;
/** Every change of every agent is read for their times, so of no more days than these. */
const MOST_AGENT_DAYS = 7;
export const agentDays = ({ from, to }: Span) => moved(from, MOST_AGENT_DAYS) > to;
export type Fixed = Exclude<Period, "own">;

/** Return the day that it is in a zone. */
export function dayIn(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(now);
}

const moved = (day: string, by: number) => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
};

/** Return the days of a period until today; a week begins on Sunday, as work does in the Gulf. */
export function spanOf(period: Fixed, today: string): Span {
  if (period === "yesterday") return { from: moved(today, -1), to: moved(today, -1) };
  if (period === "week") return { from: moved(today, -new Date(`${today}T00:00:00Z`).getUTCDay()), to: today };
  if (period === "month") return { from: `${today.slice(0, 8)}01`, to: today };
  return { from: today, to: today };
}

/** Write a percentage as people read it, with two decimals as the reports that it replaces; a dash of nothing. */
export function percent(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined) return "–";
  const format = new Intl.NumberFormat(LOCALES[language], { style: "percent", maximumFractionDigits: 2 });
  return format.format(value / 100);
}

const BOM = "\ufeff";

/** Write rows as a spreadsheet takes them; a text that it would reckon with is set in quotes of its own. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return BOM + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Give a text to whoever reads as a file. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
