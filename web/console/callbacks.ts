import type { Callback } from "./contacts";

/** A callback's states, as they are looked through: what waits first. */
export const STATES = ["waiting", "offered", "reached", "unreachable", "cancelled"] as const;
export type State = (typeof STATES)[number];

/** Return whether somebody is still to be called back. */
export const isOwed = ({ state }: Pick<Callback, "state">) => state === "waiting" || state === "offered";

/** Return whether it should have happened by now: half an hour of working time after it was due. */
export const isLate = (callback: Pick<Callback, "state" | "late_at">, now = Date.now()) =>
  isOwed(callback) && Date.parse(callback.late_at) < now;

/**
 * Return the instant of a day and a time as clocks show it in a zone; "" if one of them is not there or is none.
 * Where clocks are put forward, a time that they skip is taken for the one after it.
 */
export function instantOf(day: string, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (!day || !time || Number.isNaN(wanted)) return "";
  const first = wanted - offset(wanted, zone);
  return new Date(wanted - offset(first, zone)).toISOString();
}

/** Return how far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)!.value;
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  const wall = Date.parse(`${day}T${part("hour")}:${part("minute")}:${part("second")}Z`);
  return wall - Math.floor(instant / 1000) * 1000;
}
