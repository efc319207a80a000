import { type Call, type Hearing, type Link, type Party, type Phase, type Phone, PhoneRefused } from "./phone";
import { type PhoneState, SILENT, type Target } from "./phone";
import type { Callbacks, StreamsAgent, StreamsConnection, StreamsContact, StreamsEndpoint, Streams } from "./streams";

const KINDS = { agent: "agent", queue: "queue", phone_number: "number" } as const;
const GONE: ReadonlySet<string> = new Set(["init", "disconnected"]);
const HEARINGS: Readonly<Record<string, Hearing>> = { silent_monitor: "listen", barge: "barge" };

/** Make a phone of Amazon Connect Streams, which has been loaded and told of its control panel. */
export class Softphone implements Phone {
  private agent: StreamsAgent | undefined;
  private now: PhoneState = { ...SILENT, link: "opening" };
  private readonly listeners = new Set<() => void>();
  private readonly targetsOf = new Map<string, Promise<readonly Target[]>>();
  private readonly accepted = new Set<string>();
  private readonly endpoints = new Map<string, StreamsEndpoint>();
  private tones: Promise<void> = Promise.resolve();

  constructor(
    private readonly streams: Streams,
    private readonly clock: () => number = Date.now,
    private readonly leave: () => void = () => undefined,
  ) {
    const { core } = streams;
    core.onAuthFail?.(() => this.link("refused"));
    core.onAccessDenied?.(() => this.link("refused"));
    core.onIframeRetriesExhausted?.(() => this.link("lost"));
    streams.agent((agent) => this.signedIn(agent));
  }

  state = (): PhoneState => this.now;

  hear = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Say that the connection is lost, or back. */
  link(link: Link): void {
    this.change({ link });
  }

  accept = async (call: string): Promise<void> => {
    await asked((then) => this.contact(call).accept(then));
    // Streams says `connecting` until the whispers are over; whoever answered is asked no more.
    this.accepted.add(call);
    this.look();
  };
  reject = (call: string) => asked((then) => this.contact(call).reject(then));
  finish = (call: string) => asked((then) => this.contact(call).clear(then));
  swap = (call: string) => asked((then) => this.contact(call).toggleActiveConnections(then));
  join = (call: string) => asked((then) => this.contact(call).conferenceConnections(then));
  hold = (call: string, party: string) => asked((then) => this.connection(call, party).hold(then));
  resume = (call: string, party: string) => asked((then) => this.connection(call, party).resume(then));
  drop = (call: string, party: string) => asked((then) => this.connection(call, party).destroy(then));
  keys = (call: string, party: string, keys: string): Promise<void> => {
    // One after the other: tones that overtake each other are another number.
    const sent = this.tones.then(() => asked((then) => this.connection(call, party).sendDigits(keys, then)));
    this.tones = sent.catch(() => undefined);
    return sent;
  };
  speak = (call: string, on: boolean) =>
    asked((then) => (on ? this.contact(call).bargeIn(then) : this.contact(call).silentMonitor(then)));

  close = (): void => {
    this.listeners.clear();
    this.agent = undefined;
    this.streams.core.terminate?.();
    this.leave();
  };

  hangUp = (call: string) =>
    asked((then) => {
      const own = this.contact(call).getAgentConnection();
      if (!own) throw new PhoneRefused("not in this call");
      own.destroy(then);
    });

  mute = (on: boolean): Promise<void> => {
    const agent = this.signed();
    if (on) agent.mute();
    else agent.unmute();
    return Promise.resolve();
  };

  targets = (call?: string): Promise<readonly Target[]> => {
    const queues = this.queuesOf(call);
    const about = queues.join(" ");
    const found =
      this.targetsOf.get(about) ??
      this.quickConnects(queues).catch((why: unknown) => {
        this.targetsOf.delete(about);
        throw why;
      });
    this.targetsOf.set(about, found);
    return found;
  };

  dial = (number: string, line?: string) =>
    asked((then) => {
      const agent = this.signed();
      const found = agent.getRoutingProfile().queues.find(({ name }) => name === line);
      const queue = found ? { queueARN: found.queueARN } : {};
      agent.connect(this.streams.Endpoint.byPhoneNumber(number), { ...then, ...queue });
    });

  consult = (call: string, target: Target) =>
    asked((then) => this.contact(call).addConnection(this.endpoint(target), then));

  pass = async (call: string, target: Target): Promise<void> => {
    // Streams gives voice away in two steps, as its own panel does: the third is called, then the agent leaves.
    await this.consult(call, target);
    await this.hangUp(call);
  };

  private signedIn(agent: StreamsAgent): void {
    this.agent = agent;
    agent.onRefresh(() => this.look());
    agent.onMuteToggle(({ muted }) => this.change({ muted }));
    this.look();
  }

  private look(): void {
    if (!this.agent) return;
    const calls = this.agent.getContacts().map((contact) => callOf(contact, this.clock()));
    const ringing = new Set(calls.filter(({ phase }) => phase === "ringing").map(({ id }) => id));
    // What rings anew, after it was missed, is asked anew.
    for (const id of this.accepted) if (!ringing.has(id)) this.accepted.delete(id);
    this.change({ link: "open", calls: calls.map((call) => this.joining(call)) });
  }

  private joining(call: Call): Call {
    return call.phase === "ringing" && this.accepted.has(call.id) ? { ...call, phase: "joining" } : call;
  }

  private change(part: Partial<PhoneState>): void {
    this.now = { ...this.now, ...part };
    for (const listener of this.listeners) listener();
  }

  private signed(): StreamsAgent {
    if (!this.agent) throw new PhoneRefused("the softphone is not connected");
    return this.agent;
  }

  private contact(id: string): StreamsContact {
    const found = this.signed()
      .getContacts()
      .find((each) => each.getContactId() === id);
    if (!found) throw new PhoneRefused(`no call ${id}`);
    return found;
  }

  private connection(call: string, party: string): StreamsConnection {
    const found = this.contact(call)
      .getConnections()
      .find((each) => each.getConnectionId() === party);
    if (!found) throw new PhoneRefused(`nobody ${party} in call ${call}`);
    return found;
  }

  private endpoint(target: Target): StreamsEndpoint {
    return this.endpoints.get(target.id) ?? this.streams.Endpoint.byPhoneNumber(target.id);
  }

  /** The queues of the body that a call is of, whose lines and colleagues alone it may be given to. */
  private queuesOf(call?: string): string[] {
    const agent = this.signed();
    const contact = call ? this.contact(call) : undefined;
    const body = contact?.getAttributes()["body"]?.value || contact?.getQueue()?.name?.split(".")[0];
    const own = agent.getRoutingProfile().queues.filter(({ name }) => body && name?.startsWith(`${body}.`));
    return own.length ? own.map(({ queueARN }) => queueARN) : agent.getAllQueueARNs();
  }

  private async quickConnects(queues: string[]): Promise<readonly Target[]> {
    const agent = this.signed();
    const found = await new Promise<readonly StreamsEndpoint[]>((done, failed) => {
      agent.getEndpoints(queues, {
        success: ({ endpoints, addresses }) => done(endpoints ?? addresses ?? []),
        failure: (why) => failed(new PhoneRefused(String(why))),
      });
    });
    return found.map((endpoint) => {
      const id = endpoint.endpointARN || endpoint.endpointId || endpoint.phoneNumber || endpoint.name || "";
      this.endpoints.set(id, endpoint);
      return { id, kind: KINDS[endpoint.type], name: endpoint.name || endpoint.phoneNumber || id };
    });
  }
}

function asked(verb: (then: Callbacks) => void): Promise<void> {
  return new Promise((done, failed) => {
    verb({ success: () => done(), failure: (why) => failed(new PhoneRefused(String(why))) });
  });
}

/** Return a call as Streams shows it now. */
export function callOf(contact: StreamsContact, now: number): Call {
  const connections = contact.getConnections();
  const initial = contact.getInitialConnection();
  const parties = connections.filter(isParty).map(partyOf);
  const own = contact.getAgentConnection();
  const watching = own?.getType() === "monitoring" ? hearingOf(own) : "";
  const others = connections.filter((each) => each.getConnectionId() !== own?.getConnectionId());
  const noted = contact.getType() === "task" ? contact.getAttributes() : {};
  const owed = Boolean(noted["callback"]?.value && noted["number"]?.value);
  return {
    id: contact.getContactId(),
    phase: phaseOf(contact),
    inbound: contact.isInbound(),
    callback: contact.getType() === "queue_callback",
    voice: contact.getType() === "voice" || contact.getType() === "queue_callback",
    owed,
    number: (owed ? noted["number"]?.value : initial?.getEndpoint()?.phoneNumber) ?? "",
    queue: contact.getQueue()?.name ?? "",
    since: now - contact.getStateDuration(),
    parties,
    // Who speaks weighs more than who listens.
    heard: watching ? "" : (others.map(hearingOf).sort().find(Boolean) ?? ""),
    watching,
  };
}

const hearingOf = (connection: StreamsConnection): Hearing => HEARINGS[connection.getState().type] ?? "";

function phaseOf(contact: StreamsContact): Phase {
  const { type } = contact.getState();
  if (type === "connected" || type === "paused") return "talking";
  if (type === "ended") return "over";
  if (type === "missed" || type === "rejected") return "missed";
  if (type === "error") return "failed";
  if (type === "incoming") return "ringing";
  // A queue's callback was accepted in `incoming` already: what connects now is the call to the caller.
  // Tasks and chats are nobody's call out, whatever began them.
  if (contact.getType() !== "voice" && contact.getType() !== "queue_callback") return "ringing";
  return contact.isInbound() && contact.getType() === "voice" ? "ringing" : "dialling";
}

const isParty = (connection: StreamsConnection) =>
  (connection.getType() === "inbound" || connection.getType() === "outbound") && !GONE.has(connection.getState().type);

function partyOf(connection: StreamsConnection): Party {
  const { type } = connection.getState();
  const endpoint = connection.getEndpoint();
  return {
    id: connection.getConnectionId(),
    name: endpoint?.name || endpoint?.phoneNumber || "",
    initial: connection.isInitialConnection(),
    state: type === "connecting" ? "dialling" : type === "hold" ? "held" : "talking",
  };
}
