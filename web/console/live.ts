/**
 * What happens now, as the service tells it over a WebSocket. One connection a tab, shared by all who follow; it is
 * opened with a one-use ticket, so that no bearer stands in an address. Whoever follows is told when it is away, and
 * asks now and then instead.
 */
export type Topic = "desk" | "queues" | "agents";

export interface Message {
  type: string;
  topic: Topic;
  body: string;
  at: string;
  [fact: string]: unknown;
}

/** A ticket to connect with; `address` "" is this page's own origin. */
export interface Ticket {
  ticket: string;
  address: string;
}

export interface Follower {
  topics: readonly Topic[];
  heard: (message: Message) => void;
  /** Told when the topics are followed, anew each time: something may have happened in between. */
  followed?: () => void;
}

type Socket = Pick<WebSocket, "send" | "close" | "onopen" | "onmessage" | "onclose" | "onerror">;

/** What the connection is made of; tests bring their own. */
export interface Means {
  ticket: () => Promise<Ticket>;
  open: (address: string) => Socket;
  origin: () => string;
  /** Do something later; return how to give it up. */
  later: (deed: () => void, milliseconds: number) => () => void;
  random: () => number;
}

/** Whoever leaves a page for the next one keeps the connection for so long. */
const LINGER = 5_000;
/** How long it waits before each new try; the last of them stays. */
const PAUSES = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const;
/**
 * So often both ends say that they are there. A connection may be dead with neither end told (a cable pulled, a lid
 * shut): with the patience below it is known within 22 seconds. What that costs stands in docs/performance.md.
 */
const BEAT = 12_000;
/** How long the service may take to answer that it lets us follow. */
const PATIENCE = 10_000;

export class Live {
  private readonly followers = new Set<Follower>();
  private readonly watchers = new Set<() => void>();
  private socket: Socket | undefined;
  private connecting = false;
  private opened = false;
  private tries = 0;
  private following: ReadonlySet<string> = new Set();
  private giveUpWaiting: () => void = () => undefined;
  private giveUpBeat: () => void = () => undefined;
  private giveUpLeaving: () => void = () => undefined;

  constructor(private readonly means: Means) {}

  /** Follow topics; return how to stop. */
  follow(follower: Follower): () => void {
    this.followers.add(follower);
    this.giveUpLeaving();
    if (this.isHere(follower.topics)) follower.followed?.();
    else if (this.opened) this.ask();
    else this.connect();
    return () => {
      this.followers.delete(follower);
      if (!this.followers.size) this.giveUpLeaving = this.means.later(() => this.leave(), LINGER);
    };
  }

  /** Return whether what happens to these topics is told now. */
  isHere(topics: readonly Topic[]): boolean {
    return topics.every((topic) => this.following.has(topic));
  }

  /** Be told when the connection comes or goes; return how to stop. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Try at once, for the network is back. */
  hurry(): void {
    if (this.followers.size) this.connect();
  }

  /** Give the connection up at once, for the network is away: its silence would tell only later. */
  cut(): void {
    if (this.socket) this.drop(this.socket);
  }

  private connect(): void {
    if (this.connecting || this.socket) return;
    this.giveUpWaiting();
    this.connecting = true;
    void this.means
      .ticket()
      .finally(() => (this.connecting = false))
      .then(
        (ticket) => this.plug(ticket),
        () => this.again(),
      );
  }

  private plug({ ticket, address }: Ticket): void {
    if (!this.followers.size) return;
    const at = address || `${this.means.origin().replace(/^http/, "ws")}/ws`;
    const socket = this.means.open(`${at}?ticket=${encodeURIComponent(ticket)}`);
    this.socket = socket;
    socket.onopen = () => {
      this.opened = true;
      this.ask();
    };
    socket.onmessage = ({ data }: MessageEvent) => this.hear(String(data));
    socket.onclose = () => this.lost(socket);
    socket.onerror = () => socket.close();
    // A connection that never opens is as good as none.
    this.expect(socket);
  }

  private topics(): Topic[] {
    return [...new Set([...this.followers].flatMap(({ topics }) => topics))].sort();
  }

  /** Say what is followed, with each beat again: what is not answered is dead, and a quiet connection is kept. */
  private ask(): void {
    const { socket } = this;
    if (!socket) return;
    socket.send(JSON.stringify({ follow: this.topics() }));
    this.expect(socket);
  }

  private expect(socket: Socket): void {
    this.giveUpBeat();
    this.giveUpBeat = this.means.later(() => this.drop(socket), PATIENCE);
  }

  /** A socket whose other end is silent tells of its close only much later. */
  private drop(socket: Socket): void {
    this.lost(socket);
    socket.close();
  }

  private hear(text: string): void {
    const message = JSON.parse(text) as Message & { topics?: string[] };
    if (message.type === "following") this.settle(message.topics ?? []);
    else for (const each of [...this.followers]) if (each.topics.includes(message.topic)) each.heard(message);
  }

  private settle(topics: readonly string[]): void {
    const before = this.following;
    this.tries = 0;
    this.following = new Set(topics);
    this.giveUpBeat();
    this.giveUpBeat = this.means.later(() => this.ask(), BEAT);
    for (const each of [...this.followers]) {
      if (this.isHere(each.topics) && !each.topics.every((topic) => before.has(topic))) each.followed?.();
    }
    this.tell();
  }

  private lost(socket: Socket): void {
    if (socket !== this.socket) return;
    this.forget();
    if (this.followers.size) this.again();
  }

  private again(): void {
    if (!this.followers.size) return;
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)]!;
    this.tries += 1;
    // Not all consoles at once, when the service comes back.
    this.giveUpWaiting = this.means.later(() => this.connect(), pause * (0.5 + this.means.random()));
  }

  /** Give the connection up: nobody follows any more, or somebody signed out. */
  leave(): void {
    const { socket } = this;
    this.giveUpWaiting();
    this.forget();
    socket?.close();
  }

  private forget(): void {
    this.giveUpBeat();
    this.socket = undefined;
    this.opened = false;
    this.following = new Set();
    this.tell();
  }

  private tell(): void {
    for (const watcher of [...this.watchers]) watcher();
  }
}
