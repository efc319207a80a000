import type { paths } from "@shared/api/contract";
import { codeId } from "@shared/words";

export type Wanted = NonNullable<paths["/v1/tickets"]["get"]["parameters"]["query"]>;

const MARKS = {
  overdue: { overdue: true },
  soon_due: { soon_due: true },
  stale: { stale: true },
  unassigned: { unassigned: true },
};
type Mark = keyof typeof MARKS;
const isMark = (list: string): list is Mark => list in MARKS;

/** Return what a list asks the service for; a list is a queue, or a mark that cuts across the queues. */
export function wantedBy(list: string): Wanted {
  return isMark(list) ? MARKS[list] : { queue: list as NonNullable<Wanted["queue"]> };
}

/** Return the message of a list's name. */
export function titleOf(list: string): string {
  return codeId(isMark(list) ? "mark" : "queue", list);
}
