import type { Schemas } from "@shared/api/client";

export type Row = Pick<Schemas["TicketRow"], "number" | "version" | "assignee" | "assignee_name">;
export type Became = Schemas["Became"];

/** So many go with one request: few enough that one sees it move and can stop it. */
export const AT_ONCE = 5;

/** Where a ticket that was given to another goes back to: it is named under the version that the giving left. */
export interface Return {
  to: string;
  tickets: { number: string; version: number | null }[];
}

/** Return the requests that give each ticket back to whoever had it, and the tickets that nobody had before. */
export function returnsOf(rows: readonly Row[], became: readonly Became[]): { orders: Return[]; stuck: string[] } {
  const before = new Map(rows.map((row) => [row.number, row.assignee]));
  const moved = became.filter(({ number, result, to }) => result === "assigned" && before.get(number) !== to);
  const stuck = moved.filter(({ number }) => !before.get(number)).map(({ number }) => number);
  const holders = [...new Set(moved.map(({ number }) => before.get(number) ?? ""))].filter(Boolean);
  const orders = holders.flatMap((to) => {
    const tickets = moved.filter(({ number }) => before.get(number) === to);
    return inParts(tickets).map((part) => ({
      to,
      tickets: part.map(({ number, version }) => ({ number, version: version ?? null })),
    }));
  });
  return { orders, stuck };
}

/** Return a list in parts that go with one request each. */
export function inParts<T>(items: readonly T[], size = AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
