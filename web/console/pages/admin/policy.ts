import type { Schemas } from "@shared/api/client";

export type Policy = Schemas["PolicyShown"];
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
