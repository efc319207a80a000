import type { Schemas } from "@shared/api/client";

export type DayShown = Schemas["DayShown"];

/** One sign a reason, so that colour never speaks alone. */
export const SIGNS: Record<DayShown["why"], string> = {
  week: "",
  ramadan: "☾",
  weekend: "–",
  holiday: "★",
  closure: "✕",
  special: "◆",
};
export const REASONS_SHOWN = Object.keys(SIGNS) as DayShown["why"][];

/** Return the days of each month, January first. */
export function monthsOf(days: readonly DayShown[]): DayShown[][] {
  return Array.from({ length: 12 }, (_, month) => days.filter(({ date }) => Number(date.slice(5, 7)) === month + 1));
}

/** Return a month as lines of seven, Sunday first; places outside the month are empty. */
export function linesOf(month: readonly DayShown[]): (DayShown | undefined)[][] {
  const before = month[0] ? weekday(month[0].date) : 0;
  const places = [...Array<undefined>(before), ...month];
  const lines = Math.ceil(places.length / 7);
  return Array.from({ length: lines }, (_, line) => Array.from({ length: 7 }, (_, day) => places[line * 7 + day]));
}

const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Return how far a key moves in the days; the arrows follow the way of the writing. */
export function stepOf(code: string, direction: "rtl" | "ltr"): number {
  const ahead = direction === "rtl" ? -1 : 1;
  return { ArrowRight: ahead, ArrowLeft: -ahead, ArrowDown: 7, ArrowUp: -7, PageDown: 28, PageUp: -28 }[code] ?? 0;
}

export interface Stretch {
  first: string;
  last: string;
  day: DayShown;
}

/** Return holidays, closures and special days, days in a row with the same reason as one. */
export function stretchesOf(days: readonly DayShown[]): Stretch[] {
  const told: Stretch[] = [];
  days.forEach((day, place) => {
    if (!["holiday", "closure", "special"].includes(day.why)) return;
    const last = told.at(-1);
    const follows = last && days[place - 1]?.date === last.last && alike(last.day, day);
    if (follows) last.last = day.date;
    else told.push({ first: day.date, last: day.date, day });
  });
  return told;
}

const alike = (one: DayShown, other: DayShown) =>
  one.why === other.why && one.name.ar === other.name.ar && one.minutes === other.minutes;
