/** The list that somebody works through: tickets open from it, and the next and the one before are at hand. */
export interface Trail {
  /** The list's own address, with what narrows it down. */
  at: string;
  numbers: readonly string[];
}

const PLACE = "nidaa.trail";

export function keepTrail(trail: Trail, store: Storage = sessionStorage): void {
  store.setItem(PLACE, JSON.stringify(trail));
}

export function trail(store: Storage = sessionStorage): Trail | undefined {
  const text = store.getItem(PLACE);
  return text ? (JSON.parse(text) as Trail) : undefined;
}

export interface Step {
  list: string;
  /** Its place in the list, the first is 1; 0 if it is not in it. */
  place: number;
  of: number;
  before: string;
  after: string;
}

/** Return where a ticket stands in the list that one came from. */
export function stepOf(number: string, kept: Trail | undefined): Step | undefined {
  if (!kept) return undefined;
  const at = kept.numbers.indexOf(number);
  return {
    list: kept.at,
    place: at + 1,
    of: kept.numbers.length,
    before: at > 0 ? kept.numbers[at - 1]! : "",
    after: at < 0 ? "" : (kept.numbers[at + 1] ?? ""),
  };
}
