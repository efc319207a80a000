import type { paths } from "@shared/api/contract";
import { codeId } from "@shared/words";

export type Wanted = NonNullable<paths["/v1/tickets"]["get"]["parameters"]["query"]>;

export const MARKS = ["overdue", "soon_due", "stale", "unassigned"] as const;
const isMark = (list: string) => MARKS.some((mark) => mark === list);

/** Marks that narrow a list down; `no_reply` is a list of its own as well. */
export const NARROWING = [...MARKS, "no_reply"] as const;

/** What narrows a list down; it stands in the address, so that a list can be kept and sent to a colleague. */
export const FILTERS = [
  "body",
  "status",
  "kind",
  "channel",
  "category",
  "region",
  "section",
  "partner",
  "assignee",
  "tile",
  "live",
  "q",
] as const;

/** The list of everything that one may see. */
export const ALL = "all";

/** Return what a body's list asks for: a queue, or a mark that cuts across the queues, narrowed down by filters. */
export function wantedBy(list: string, said: URLSearchParams, body: string): Wanted {
  const narrowed = FILTERS.flatMap((name) => (said.get(name) ? [[name, said.get(name)] as const] : []));
  const marked = NARROWING.flatMap((name) => (said.get(name) ? [[name, said.get(name) === "true"] as const] : []));
  return { ...ofList(list), body, ...Object.fromEntries<unknown>([...narrowed, ...marked]) } as Wanted;
}

function ofList(list: string): Wanted {
  if (list === ALL) return {};
  return isMark(list) ? { [list]: true } : { queue: list as NonNullable<Wanted["queue"]> };
}

/** Return the address of a list, narrowed down. */
export function listAt(list: string, narrowed: Record<string, string> = {}): string {
  const said = new URLSearchParams(Object.entries(narrowed).filter(([, value]) => value)).toString();
  return `/worklists/${list}${said && `?${said}`}`;
}

/** Return the message of a list's name. */
export function titleOf(list: string): string {
  if (list === ALL) return "worklist-all";
  return codeId(isMark(list) ? "mark" : "queue", list);
}

/** Return the message of a mark that narrows a list down. */
export const markId = (mark: string) => codeId(isMark(mark) ? "mark" : "queue", mark);
