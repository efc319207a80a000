import type { Schemas } from "@shared/api/client";

type Clock = Schemas["ClockView"];
type Day = Pick<Schemas["DayShown"], "date" | "intervals">;

export const ROUND_THE_CLOCK = "round_the_clock";

/** When work is done, as a calendar's year says it. */
export interface Hours {
  zone: string;
  days: readonly Day[];
}

/** Work that never stops. */
export const ALWAYS = "always";

/** Return how many working minutes lie between two instants, each in milliseconds; whole minutes as clocks count. */
export function workingMinutes(from: number, until: number, hours: Hours | typeof ALWAYS): number {
  const [first, last] = [Math.floor(from / 60_000), Math.floor(until / 60_000)];
  if (hours === ALWAYS) return Math.max(0, last - first);
  const wall = wallOf(hours.zone);
  let count = 0;
  for (let minute = first; minute < last; minute += 1) {
    const { date, time } = wall(minute * 60_000);
    const day = hours.days.find((each) => each.date === date);
    if (day?.intervals.some(({ opens, closes }) => opens <= time && time < closes)) count += 1;
  }
  return count;
}

function wallOf(zone: string) {
  const parts = new Intl.DateTimeFormat("en-CA-u-hc-h23", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (instant: number) => {
    const said = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
    return { date: `${said["year"]}-${said["month"]}-${said["day"]}`, time: `${said["hour"]}:${said["minute"]}` };
  };
}

/** The longest that is counted here: after that only the service knows, and it is asked each minute anyway. */
const MOST = 8 * 60 * 60_000;

/**
 * Return what is left of a promise, if it was told at `asked` and it is `now`. While it is paused nothing passes; where
 * the hours are not known, it stays what was told.
 */
export function leftOf(clock: Clock, asked: number, now: number, hours: Hours | typeof ALWAYS | undefined): number {
  if (clock.paused || !hours || now <= asked) return clock.remaining_minutes;
  return clock.remaining_minutes - workingMinutes(asked, Math.min(now, asked + MOST), hours);
}

export type Urgency = "late" | "soon" | "fine";

/** Return how urgent a promise is: `soon` once less than a quarter of it is left. */
export function urgencyOf(clock: Pick<Clock, "target_minutes">, left: number): Urgency {
  if (left < 0) return "late";
  return left < clock.target_minutes / 4 ? "soon" : "fine";
}

/** Return promises in the order in which they fall due; those that are paused come last. */
export function inOrder(clocks: readonly Clock[]): Clock[] {
  return [...clocks].sort(
    (one, other) => Number(one.paused) - Number(other.paused) || one.due_at.localeCompare(other.due_at),
  );
}
