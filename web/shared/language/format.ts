import { LOCALES, type Language, written } from "./bundle";

/** Return a ticket's number as it is read out: 3-3-3-3. Show it in <Number/>, or else it turns around in Arabic. */
export function grouped(number: string): string {
  return number.replace(/(\d{3})(?=\d)/g, "$1-");
}

/** Make a thing when it is first used: a format costs an old telephone more than the page that does without it. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Formats instants in a body's own zone, wherever the reader sits. */
export function formatFor(language: Language, zone: string) {
  const make = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, ...options }));
  const day = make({ dateStyle: "long" });
  const moment = make({ day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" });
  const brief = make({ day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  return {
    zone,
    day: (instant: string) => day().format(new Date(instant)),
    moment: (instant: string) => moment().format(new Date(instant)),
    brief: (instant: string) => brief().format(new Date(instant)),
    number: (value: number) => written(value, language),
  };
}

export type Format = ReturnType<typeof formatFor>;

/** A length of working time; `past` when it is negative. It has no days: how long one is, each calendar says. */
export interface Length {
  hours: number;
  minutes: number;
  past: boolean;
}

export function lengthOf(minutes: number): Length {
  const left = Math.abs(Math.trunc(minutes));
  return { hours: Math.floor(left / 60), minutes: left % 60, past: minutes < 0 };
}
