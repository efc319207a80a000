import type { Schemas } from "@shared/api/client";

export type Policy = Schemas["PolicyShown"];
export type State = "draft" | "approved" | "in-force" | "past";

/** Return a date in a zone as the API writes it. */
export function dateIn(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(now);
}

/** Return the policy that counts on a day: of those approved, the one that has begun last. */
export function inForce(policies: readonly Policy[], today: string): Policy | undefined {
  return policies
    .filter(({ approved_by: by, effective_from: from }) => by && from <= today)
    .sort((one, other) => other.effective_from.localeCompare(one.effective_from))[0];
}

export function stateOf(policy: Policy, policies: readonly Policy[], today: string): State {
  if (!policy.approved_by) return "draft";
  if (policy.effective_from > today) return "approved";
  return inForce(policies, today)?.code === policy.code ? "in-force" : "past";
}

/** Return the minutes of a calendar's usual day of work: that which most of its days have; round the clock all. */
export function usualDay(calendar: Schemas["CalendarShown"] | undefined): number {
  const week = calendar?.weeks?.at(-1);
  if (!week) return 1440;
  const lengths = Object.values(week.days)
    .map((intervals) => (intervals as Schemas["Interval"][]).reduce((sum, each) => sum + lengthOf(each), 0))
    .filter((minutes) => minutes > 0);
  const often = (minutes: number) => lengths.filter((each) => each === minutes).length;
  return lengths.sort((one, other) => often(other) - often(one))[0] ?? 1440;
}

function lengthOf({ opens, closes }: Schemas["Interval"]): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const length = minutes(closes) - minutes(opens);
  return length > 0 ? length : length + 1440;
}
