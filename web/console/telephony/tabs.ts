import { type Phone, PhoneRefused, type PhoneState, SILENT } from "./phone";

/**
 * One softphone for all tabs of a person in this browser: the tab that holds the lock has it, rings and answers; the
 * others show what it shows, and ask it for the rest. When it is closed, the next in turn has it.
 */
export interface Told {
  /** This tab has the softphone from now on. */
  gained: () => void;
  /** Another tab took it. */
  lost: () => void;
  /** What the tab with the softphone shows has changed. */
  heard: () => void;
  /** Another tab did something that changes what stands on the desk. */
  done: () => void;
  /** What this tab's own softphone shows, and can do. */
  own: () => { state: PhoneState; phone: Phone | undefined };
}

export interface Channel {
  post: (message: Message) => void;
  close: () => void;
}

/** What tabs are held together by; tests bring their own. */
export interface TabMeans {
  /** Hold the lock of a name until the promise of `held` ends, or another tab steals it. */
  lock: (name: string, steal: boolean, held: () => Promise<void>) => Promise<unknown>;
  channel: (name: string, heard: (message: Message) => void) => Channel;
  later: (deed: () => void, milliseconds: number) => () => void;
  /** Return whether this tab had it just before it was loaded anew, once; note from now on whether it has. */
  again: (name: string, has: () => boolean) => boolean;
}

const VERBS = [
  "hangUp",
  "finish",
  "hold",
  "resume",
  "drop",
  "keys",
  "mute",
  "targets",
  "dial",
  "consult",
  "pass",
  "swap",
  "join",
  "speak",
] as const;
type Verb = (typeof VERBS)[number];

export type Message =
  | { kind: "hello" }
  | { kind: "done" }
  | { kind: "state"; state: PhoneState }
  | { kind: "ask"; id: string; verb: Verb; given: unknown[] }
  | { kind: "answer"; id: string; answer?: unknown; refused?: string };

const WAITING: PhoneState = { ...SILENT, link: "opening", elsewhere: true };
/** How long the next tab waits before it opens the softphone: whoever only loads their page anew comes back. */
const GRACE = 3_000;
/** How long loading a page anew may take. */
const AGAIN = 60_000;
/** How long the tab with the softphone may take to answer. */
const PATIENCE = 10_000;

export class Tabs {
  /** The softphone of another tab. */
  readonly far: Phone;
  private channel: Channel | undefined;
  private name = "";
  private mine = false;
  private queued = false;
  private shown = WAITING;
  private readonly asked = new Map<string, (message: Message & { kind: "answer" }) => void>();

  constructor(
    private readonly means: TabMeans,
    private readonly told: Told,
  ) {
    const notHere = () => Promise.reject(new PhoneRefused("another tab rings and answers"));
    const verbs = Object.fromEntries(VERBS.map((verb) => [verb, (...given: unknown[]) => this.ask(verb, given)]));
    this.far = {
      ...(verbs as unknown as Pick<Phone, Verb>),
      state: () => this.shown,
      hear: () => () => undefined,
      accept: notHere,
      reject: notHere,
      close: () => undefined,
    };
  }

  /** Begin as one of a person's tabs. */
  enter(owner: string): void {
    this.name = `nidaa.softphone.${owner}`;
    this.channel = this.means.channel(this.name, (message) => this.hear(message));
    this.channel.post({ kind: "hello" });
    if (this.means.again(this.name, () => this.mine)) void this.hold(true);
    else this.queue();
  }

  /** Have the softphone here, whichever tab has it now. */
  take(): void {
    if (this.name && !this.mine) void this.hold(true);
  }

  /** Tell the other tabs how the softphone stands. */
  tell(): void {
    if (this.mine) this.channel?.post({ kind: "state", state: this.told.own().state });
  }

  /** Tell the other tabs that something was done which changes the desk. */
  done(): void {
    this.channel?.post({ kind: "done" });
  }

  /** Wait for one's turn: whoever closes the tab leaves the softphone to the next. */
  private queue(): void {
    if (this.queued) return;
    this.queued = true;
    void this.hold(false);
  }

  private async hold(steal: boolean): Promise<void> {
    let held = false;
    let giveUp: () => void = () => undefined;
    const gained = () => {
      this.mine = true;
      this.told.gained();
    };
    const hold = () =>
      new Promise<void>(() => {
        held = true;
        if (!steal) this.queued = false;
        const inherited = !steal && this.shown !== WAITING;
        if (inherited) giveUp = this.means.later(gained, GRACE);
        else gained();
      });
    // It ends only when another tab takes the lock away.
    await this.means.lock(this.name, steal, hold).catch(() => undefined);
    giveUp();
    if (this.mine && held) this.lose();
    if (held) this.queue();
  }

  private lose(): void {
    this.mine = false;
    this.shown = WAITING;
    this.told.lost();
    this.channel?.post({ kind: "hello" });
  }

  private hear(message: Message): void {
    if (message.kind === "done") this.told.done();
    else if (message.kind === "answer") this.asked.get(message.id)?.(message);
    else if (message.kind === "state") this.show(message.state);
    else if (!this.mine) return;
    else if (message.kind === "hello") this.tell();
    else void this.perform(message);
  }

  private show(state: PhoneState, deaf = false): void {
    if (this.mine) return;
    this.shown = { ...state, elsewhere: true, deaf };
    this.told.heard();
  }

  private async perform({ id, verb, given }: Message & { kind: "ask" }): Promise<void> {
    const { phone } = this.told.own();
    try {
      if (!phone || !VERBS.includes(verb)) throw new PhoneRefused("the softphone is not connected");
      const deed = phone[verb] as (...words: unknown[]) => Promise<unknown>;
      const answer = await deed(...given);
      this.channel?.post({ kind: "answer", id, answer });
    } catch (why) {
      this.channel?.post({ kind: "answer", id, refused: String(why) });
    }
  }

  private ask(verb: Verb, given: unknown[]): Promise<never> {
    const id = crypto.randomUUID();
    return new Promise((done, failed) => {
      const settle = (deed: () => void) => {
        this.asked.delete(id);
        giveUp();
        deed();
      };
      const giveUp = this.means.later(() => {
        // A tab that hangs keeps the lock: whoever looks at this one may take the softphone, in a call too.
        this.show(this.shown, true);
        settle(() => failed(new PhoneRefused("the tab with the softphone does not answer")));
      }, PATIENCE);
      this.asked.set(id, ({ answer, refused }) =>
        settle(() => (refused === undefined ? done(answer as never) : failed(new PhoneRefused(refused)))),
      );
      this.channel?.post({ kind: "ask", id, verb, given });
    });
  }
}

/** Return what a browser holds tabs together by; nothing where it has no locks: then each tab is for itself. */
export function tabMeans(): TabMeans | undefined {
  if (!globalThis.navigator?.locks || !globalThis.BroadcastChannel) return undefined;
  return {
    lock: (name, steal, held) => navigator.locks.request(name, { steal }, held),
    channel: (name, heard) => {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }: MessageEvent) => heard(data as Message);
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    },
    later: (deed, milliseconds) => {
      const waiting = setTimeout(deed, milliseconds);
      return () => clearTimeout(waiting);
    },
    again: (name, has) => {
      addEventListener("pagehide", () => has() && sessionStorage.setItem(name, String(Date.now())));
      const left = Number(sessionStorage.getItem(name));
      sessionStorage.removeItem(name);
      return Date.now() - left < AGAIN;
    },
  };
}

/** Means of a tab that is for itself. */
export const ALONE: TabMeans = {
  lock: (_name, _steal, held) => held(),
  channel: () => ({ post: () => undefined, close: () => undefined }),
  later: () => () => undefined,
  again: () => false,
};
