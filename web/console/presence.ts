import type { Desk, putPresence } from "./contacts";

export type Chosen = Parameters<typeof putPresence>[0];

/** What choosing is made of; tests bring their own. */
export interface Means {
  put: (status: Chosen) => Promise<unknown>;
  /** Do something later; return how to give it up. */
  later: (deed: () => void, milliseconds: number) => () => void;
}

/** How long telephony may take to tell that it took a choice; then what it tells counts, whatever was chosen. */
const SETTLES = 15_000;

/**
 * What one chose to be doing, from the click until telephony tells that it is so: the list takes another choice
 * meanwhile, and of several the last one counts.
 */
export class Choosing {
  private chosen: Chosen | undefined;
  private turn: Promise<void> = Promise.resolve();
  private asking = 0;
  private giveUp: () => void = () => undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly means: Means) {}

  state = (): Chosen | undefined => this.chosen;

  hear = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Ask for a status; what was chosen anew before its turn came is not asked for any more. */
  choose(status: Chosen): Promise<void> {
    this.set(status);
    this.asking += 1;
    const asked = this.turn.then(async () => {
      if (this.chosen === status) await this.means.put(status);
    });
    this.turn = asked.then(
      () => this.asked(status, SETTLES),
      () => this.asked(status, 0),
    );
    return asked;
  }

  /** Hear what telephony tells one is doing, and what comes after the contact that one is in. */
  told({ status, coming }: Pick<Desk["presence"], "status" | "coming">): void {
    if (!this.asking && (this.chosen === status || this.chosen === coming)) this.set(undefined);
  }

  private asked(status: Chosen, settles: number): void {
    this.asking -= 1;
    if (this.chosen !== status) return;
    if (settles) this.giveUp = this.means.later(() => this.set(undefined), settles);
    else this.set(undefined);
  }

  private set(status: Chosen | undefined): void {
    this.giveUp();
    this.chosen = status;
    for (const listener of [...this.listeners]) listener();
  }
}
