import Box from "@cloudscape-design/components/box";
import { Ltr, TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import type { ReactNode } from "react";
import { type Event } from "../happened";
import { useBody, useMe, usePlaces } from "../me";
import { Go } from "./Go";

/** Facts that are codes of a list of the glossary, with their labels. */
const CODES: Record<string, readonly [label: string, list: string]> = {
  kind: ["field-kind", "kind"],
  channel: ["column-channel", "channel"],
  mode: ["field-mode", "mode"],
  verification: ["field-verification", "verification"],
  method: ["field-method", "channel"],
  outcome: ["field-outcome", "outcome"],
  cause: ["field-cause", "cause"],
  root_cause: ["field-root-cause", "cause"],
  object: ["field-object", "object"],
  complexity: ["field-complexity", "complexity"],
  importance: ["field-importance", "importance"],
  procedure: ["field-procedure", "procedure"],
  grade: ["field-grade", "grade"],
  clock: ["fact-clock", "clock"],
  status: ["column-status", "status"],
  level: ["fact-level", "level"],
};
const INSTANTS: Record<string, string> = {
  expected_by: "field-expected-by",
  due_at: "column-due",
  until: "fact-until",
  closes_at: "fact-closes-at",
};
const NUMBERS: Record<string, string> = {
  score: "field-score",
  partner_score: "fact-partner-score",
  contacts: "fact-contacts",
  count: "fact-count",
  tries: "fact-tries",
  reopened: "fact-reopened",
  readmissions: "fact-readmissions",
};
/** Facts that are so, or are left out. */
const MARKS = ["automatic", "late", "appeal", "final", "no_contact", "no_response", "no_answer", "readmitted"];
const PEOPLE: Record<string, string> = { to_name: "fact-to", from_name: "fact-from-name" };
const TICKETS = ["into", "from", "follows"];

interface Moved {
  name: string;
  was: string;
  due_at: string;
}

/** The facts of an event in words: a label and a value each; codes and ids are never shown as they are. */
export function FactsOf({ event, body }: { event: Event; body: string }) {
  const { t, name, format } = useWords();
  const me = useMe();
  const shown = useBody(body).data;
  const { sections, partners } = usePlaces(body, !me.roles.includes("partner"));
  const nameIn = (items: readonly { code: string; name: Parameters<typeof name>[0] }[] | undefined, code: string) =>
    name(items?.find((each) => each.code === code)?.name);

  const recounted = event.type === "ticket.recalculated";
  const say = (key: string, value: unknown): [string, ReactNode] | undefined => {
    const text = String(value);
    if (recounted && key === "cause") return [t(codeId("recounted", text)), ""];
    if (CODES[key]) return [t(CODES[key][0]), t(codeId(CODES[key][1], text))];
    if (INSTANTS[key]) return [t(INSTANTS[key]), format.moment(text)];
    if (NUMBERS[key]) return [t(NUMBERS[key]), <Ltr key={key}>{text}</Ltr>];
    if (PEOPLE[key]) return value ? [t(PEOPLE[key]), <bdi key={key}>{text}</bdi>] : undefined;
    if (key === "percent") return [t("fact-percent"), <Ltr key={key}>{text}%</Ltr>];
    if (key === "reached" || key === "in_jurisdiction") return [t(codeId("field", key)), t(value ? "yes" : "no")];
    if (key === "confirmed") return [t("event-decided"), t(value ? "fact-confirmed" : "fact-granted")];
    if (key === "link") return [t("field-link"), <Ltr key={key}>{text}</Ltr>];
    if (MARKS.includes(key) && value === true) return [t(codeId("fact", key)), ""];
    if (TICKETS.includes(key) && /^\d{12}$/.test(text)) return [t(codeId("fact", key)), ticket(text)];
    const place = placeOf(key, text);
    return place ? [t(key.endsWith("partner") ? "field-partner" : "field-section"), place] : undefined;
  };
  const moved = (one: Moved): [string, ReactNode] => [
    t(codeId("clock", one.name)),
    t("fact-moved", { was: format.moment(one.was), now: format.moment(one.due_at) }),
  ];
  const placeOf = (key: string, code: string): string => {
    if (key === "section" || key === "from_section") return nameIn(sections, code);
    if (key === "partner" || key === "from_partner") return nameIn(partners, code);
    return "";
  };
  const ofClass = (key: string, value: unknown): [string, ReactNode] | undefined => {
    if (key === "category") return [t("field-category"), nameIn(shown?.categories, String(value))];
    if (key === "subcategory") {
      const all = shown?.categories.flatMap(({ subcategories }) => subcategories);
      return [t("field-subcategory"), nameIn(all, String(value))];
    }
    return value === null ? undefined : say(key, value);
  };
  const { changed, ...facts } = event.facts as Record<string, unknown>;
  const lines = [
    ...Object.entries(facts).map(([key, value]) => say(key, value)),
    ...(recounted ? (facts["clocks"] as Moved[]).map(moved) : []),
    ...Object.entries((changed ?? {}) as Record<string, unknown>).map(([key, value]) => ofClass(key, value)),
  ].filter((line) => line !== undefined);
  if (!lines.length) return null;
  return (
    <Box fontSize="body-s">
      {lines.map(([label, value], index) => (
        <span key={label} className="fact">
          {index > 0 && " · "}
          {label}
          {value && <>: {value}</>}
        </span>
      ))}
    </Box>
  );
}

const ticket = (number: string) => (
  <Go to={`/tickets/${number}`}>
    <TicketNumber number={number} />
  </Go>
);
