import type { Place } from "./open";
import { type Phone, type PhoneState, SILENT } from "./phone";
import { ALONE, type TabMeans, Tabs } from "./tabs";

const OPENING: PhoneState = { ...SILENT, link: "opening" };
const LOST: PhoneState = { ...SILENT, link: "lost" };

/** What the line is made of; tests bring their own. */
export interface Means {
  open: (place: Place) => Promise<Phone>;
  /** Begin the page anew: a control panel that one person signed in to is no other's. */
  anew: () => void;
  /** What this person's tabs are held together by; without it each is for itself. */
  tabs?: TabMeans | undefined;
}

/**
 * The tab's way to the one softphone, which is here or in another tab of the same person. It outlives pages, a change
 * of language and of body; calls would end with it.
 */
export class Line {
  private own: Phone | undefined;
  private now: PhoneState = SILENT;
  private owner = "";
  private place: Place | undefined;
  private mine = false;
  private cutOff = false;
  private readonly listeners = new Set<() => void>();
  private readonly doers = new Set<() => void>();
  private readonly tabs: Tabs;

  constructor(private readonly means: Means) {
    this.tabs = new Tabs(means.tabs ?? ALONE, {
      gained: () => this.gained(),
      lost: () => this.lost(),
      heard: () => this.look(),
      done: () => this.doers.forEach((listener) => listener()),
      own: () => ({ state: this.now, phone: this.own }),
    });
  }

  /** What verbs are asked of: the softphone here, or that of the tab which has it. */
  get phone(): Phone | undefined {
    return this.mine ? this.own : this.tabs.far;
  }

  /** Open the softphone for somebody, once; again if the last try failed. */
  open(owner: string, place: Place): void {
    if (this.owner && this.owner !== owner) return this.means.anew();
    this.place = place;
    if (this.owner) return this.begin();
    this.owner = owner;
    this.set(OPENING);
    this.tabs.enter(owner);
  }

  /** Have the softphone in this tab. */
  take = (): void => this.tabs.take();

  /** Tell this person's other tabs that something was done which changes what stands on the desk. */
  done = (): void => this.tabs.done();

  /** Be told that another tab did so; return how to stop. */
  hearDone = (listener: () => void): (() => void) => {
    this.doers.add(listener);
    return () => this.doers.delete(listener);
  };

  state = (): PhoneState => this.now;

  hear = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Say whether this device has no network: what is shown may be past then. */
  network(there: boolean): void {
    this.cutOff = !there;
    if (this.owner) this.look();
  }

  private gained(): void {
    this.mine = true;
    this.now = SILENT;
    this.begin();
  }

  private lost(): void {
    this.mine = false;
    this.own?.close();
    this.own = undefined;
    this.look();
  }

  private begin(): void {
    const { place } = this;
    if (!place || !this.mine || this.own || this.now.link === "opening") return;
    this.set(OPENING);
    void this.means.open(place).then(
      (phone) => {
        // Another tab may have taken it meanwhile.
        if (!this.mine) return phone.close();
        this.own = phone;
        phone.hear(() => this.look());
        this.look();
      },
      () => this.mine && this.set(LOST),
    );
  }

  private look(): void {
    const { phone, cutOff } = this;
    if (!phone) return;
    const state = phone.state();
    this.set(cutOff && state.link === "open" ? { ...state, link: "lost" } : state);
  }

  private set(state: PhoneState): void {
    this.now = state;
    this.tabs.tell();
    for (const listener of [...this.listeners]) listener();
  }
}
