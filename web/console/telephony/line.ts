import type { Place } from "./open";
import { type Phone, type PhoneState, SILENT } from "./phone";

const OPENING: PhoneState = { ...SILENT, link: "opening" };
const LOST: PhoneState = { ...SILENT, link: "lost" };

/** What the line is made of; tests bring their own. */
export interface Means {
  open: (place: Place) => Promise<Phone>;
  /** Begin the page anew: a control panel that one person signed in to is no other's. */
  anew: () => void;
}

/** The tab's one softphone. It outlives pages, a change of language and of body; calls would end with it. */
export class Line {
  phone: Phone | undefined;
  private now: PhoneState = SILENT;
  private owner = "";
  private cutOff = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly means: Means) {}

  /** Open the softphone for somebody, once; again if the last try failed. */
  open(owner: string, place: Place): void {
    if (this.owner && this.owner !== owner) return this.means.anew();
    if (this.phone || this.now.link === "opening") return;
    this.owner = owner;
    this.set(OPENING);
    void this.means.open(place).then(
      (phone) => {
        this.phone = phone;
        phone.hear(() => this.look());
        this.look();
      },
      () => this.set(LOST),
    );
  }

  state = (): PhoneState => this.now;

  hear = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Say whether this device has no network: what is shown may be past then. */
  network(there: boolean): void {
    this.cutOff = !there;
    if (this.phone) this.look();
  }

  private look(): void {
    const { phone, cutOff } = this;
    if (!phone) return;
    const state = phone.state();
    this.set(cutOff && state.link === "open" ? { ...state, link: "lost" } : state);
  }

  private set(state: PhoneState): void {
    this.now = state;
    for (const listener of [...this.listeners]) listener();
  }
}
