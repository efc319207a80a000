/** What a list can show. */
export const COLUMNS = [
  "number",
  "due",
  "kind",
  "matter",
  "status",
  "news",
  "tries",
  "assignee",
  "section",
  "partner",
  "region",
  "channel",
  "importance",
  "reminders",
  "reopened",
  "registered",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Shown {
  id: Column;
  visible: boolean;
}

/** What each list shows at first, in this order; the others can be chosen (issue: lists of every role). */
const FIRST: Record<string, readonly Column[]> = {
  first_line: ["number", "due", "kind", "matter", "channel", "region", "registered", "assignee"],
  second_line: ["number", "due", "kind", "matter", "status", "section", "news", "assignee"],
  section: ["number", "due", "matter", "status", "region", "reminders", "assignee", "registered"],
  partner: ["number", "due", "matter", "status", "region", "reminders", "registered"],
  follow_up: ["number", "due", "matter", "status", "tries", "news", "assignee"],
  media: ["number", "due", "matter", "status", "news", "registered", "assignee"],
  supervisor: ["number", "matter", "status", "tries", "news", "assignee"],
  manager: ["number", "matter", "status", "section", "reopened", "news", "registered"],
  no_reply: ["number", "due", "matter", "status", "section", "assignee", "registered"],
  overdue: ["number", "due", "matter", "status", "section", "assignee", "reminders", "news"],
  soon_due: ["number", "due", "matter", "status", "section", "assignee", "news"],
  stale: ["number", "news", "matter", "status", "section", "assignee", "due"],
};
const USUAL: readonly Column[] = ["number", "due", "kind", "matter", "status", "assignee", "region", "registered"];

const place = (list: string) => `nidaa.columns.${list}`;

/** Return a list's columns as somebody chose them on this device; new ones stand behind, unseen until chosen. */
export function columnsOf(list: string, store: Storage = localStorage): Shown[] {
  const kept = read(store.getItem(place(list)));
  const chosen = kept ?? (FIRST[list] ?? USUAL).map((id) => ({ id, visible: true }));
  const rest = COLUMNS.filter((id) => !chosen.some((each) => each.id === id)).map((id) => ({ id, visible: false }));
  return [...chosen, ...rest];
}

export function keepColumns(list: string, shown: readonly { id: string; visible: boolean }[], store = localStorage) {
  store.setItem(place(list), JSON.stringify(shown));
}

function read(text: string | null): Shown[] | undefined {
  if (!text) return undefined;
  const kept = JSON.parse(text) as Shown[];
  return kept.filter(({ id }) => COLUMNS.includes(id));
}
