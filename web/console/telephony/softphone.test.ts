import { expect, test } from "vitest";
import { dialledOf, foremost, goesOn, hearsKeys, keysOf, type Party, PhoneRefused, queueOf, tonesOf } from "./phone";
import { callOf, Softphone } from "./softphone";
import type {
  Callbacks,
  ConnectionState,
  ContactState,
  Streams,
  StreamsAgent,
  StreamsConnection,
  StreamsContact,
  StreamsEndpoint,
} from "./streams";

const NOW = 1_000_000;
const CALLER = "+96891234567";
const number = (phoneNumber: string): StreamsEndpoint => ({ type: "phone_number", phoneNumber });

interface Said {
  verb: string;
  of: string;
  with?: unknown;
}

function connection(
  said: Said[],
  id: string,
  type: "agent" | "inbound" | "outbound" | "monitoring",
  state: ConnectionState,
) {
  const verb =
    (name: string) =>
    (then?: Callbacks): void => {
      said.push({ verb: name, of: id });
      then?.success?.(undefined);
    };
  return {
    getConnectionId: () => id,
    getEndpoint: () => (type === "agent" ? null : number(CALLER)),
    getType: () => type,
    getState: () => ({ type: state }),
    isInitialConnection: () => type === "inbound",
    hold: verb("hold"),
    resume: verb("resume"),
    destroy: verb("destroy"),
    sendDigits: (digits: string, then?: Callbacks) => {
      said.push({ verb: "digits", of: id, with: digits });
      then?.success?.(undefined);
    },
  } satisfies StreamsConnection;
}

function contact(
  said: Said[],
  state: ContactState,
  parts: StreamsConnection[],
  type = "voice",
  inbound = true,
  noted = {},
) {
  const verb =
    (name: string) =>
    (then?: Callbacks): void => {
      said.push({ verb: name, of: "c-1" });
      if (name === "conference") then?.failure?.("nobody to join");
      else then?.success?.(undefined);
    };
  return {
    getContactId: () => "c-1",
    getType: () => type,
    getState: () => ({ type: state }),
    getStateDuration: () => 4_000,
    getQueue: () => ({ name: "sawari.General_AR" }),
    getAttributes: () => noted,
    getConnections: () => parts,
    getInitialConnection: () => parts.find((each) => each.isInitialConnection()) ?? null,
    getAgentConnection: () => parts.find((each) => ["agent", "monitoring"].includes(each.getType())) ?? null,
    isInbound: () => inbound,
    accept: verb("accept"),
    reject: verb("reject"),
    clear: verb("clear"),
    toggleActiveConnections: verb("swap"),
    conferenceConnections: verb("conference"),
    bargeIn: verb("barge"),
    silentMonitor: verb("listen"),
    addConnection: (endpoint: StreamsEndpoint, then?: Callbacks) => {
      said.push({ verb: "add", of: "c-1", with: endpoint });
      then?.success?.(undefined);
    },
  } satisfies StreamsContact;
}

function streams(contacts: StreamsContact[], endpoints: StreamsEndpoint[] = []) {
  let refresh: () => void = () => undefined;
  let toggled: (told: { muted: boolean }) => void = () => undefined;
  const dialled: StreamsEndpoint[] = [];
  const lines: (string | undefined)[] = [];
  const agent: StreamsAgent = {
    onRefresh: (callback) => void (refresh = callback),
    onMuteToggle: (callback) => void (toggled = callback),
    getContacts: () => contacts,
    getAllQueueARNs: () => ["q"],
    getRoutingProfile: () => ({ queues: [{ name: "sawari.General_AR", queueARN: "q" }] }),
    getEndpoints: (_, { success }) => success?.({ endpoints }),
    connect: (endpoint, options) => {
      dialled.push(endpoint);
      lines.push(options?.queueARN);
      options?.success?.(undefined);
    },
    mute: () => toggled({ muted: true }),
    unmute: () => toggled({ muted: false }),
  };
  const made: Streams = {
    core: { initCCP: () => undefined },
    agent: (callback) => callback(agent),
    contact: () => undefined,
    Endpoint: { byPhoneNumber: number },
  };
  return { made, dialled, lines, refresh: () => refresh() };
}

test.each<[ContactState, string, boolean, string]>([
  ["connecting", "voice", true, "ringing"],
  ["connecting", "voice", false, "dialling"],
  ["incoming", "queue_callback", true, "ringing"],
  ["connecting", "queue_callback", true, "dialling"],
  ["connected", "voice", true, "talking"],
  ["ended", "voice", true, "over"],
  ["missed", "voice", true, "missed"],
  ["error", "voice", true, "failed"],
])("what Streams calls %s of a %s (inbound: %s, %s) stands where an agent would say", (state, type, inbound, phase) => {
  const call = callOf(contact([], state, [connection([], "in", "inbound", "connected")], type, inbound), NOW);
  expect(call).toMatchObject({ id: "c-1", phase, number: CALLER, queue: "sawari.General_AR", since: NOW - 4_000 });
});

test("the parties of a call are those who are there beside the agent, and who listens is told", () => {
  const parts = [
    connection([], "own", "agent", "connected"),
    connection([], "in", "inbound", "hold"),
    connection([], "third", "outbound", "connecting"),
    connection([], "gone", "outbound", "disconnected"),
    connection([], "boss", "agent", "silent_monitor"),
  ];
  const call = callOf(contact([], "connected", parts), NOW);
  expect(call.parties.map(({ id, state, initial }) => [id, state, initial])).toEqual([
    ["in", "held", true],
    ["third", "dialling", false],
  ]);
  expect([call.heard, call.watching]).toEqual(["listen", ""]);
  parts.push(connection([], "chief", "monitoring", "barge"));
  expect(callOf(contact([], "connected", parts), NOW).heard).toBe("barge");
});

test("a supervisor sees a call that is another's, and is heard in it only when they ask to be", async () => {
  const said: Said[] = [];
  const parts = [
    connection(said, "own", "monitoring", "silent_monitor"),
    connection(said, "in", "inbound", "connected"),
  ];
  const listened = contact(said, "connected", parts);
  expect(callOf(listened, NOW)).toMatchObject({ heard: "", watching: "listen" });
  const phone = new Softphone(streams([listened]).made, () => NOW);
  await phone.speak("c-1", true);
  await phone.speak("c-1", false);
  expect(said.map(({ verb }) => verb)).toEqual(["barge", "listen"]);
});

test("a task to call somebody back tells whom, and one without a number is only a task", () => {
  const number = { name: "number", value: CALLER };
  const owed = { number, callback: { name: "callback", value: "cb-1" } };
  expect(callOf(contact([], "connecting", [], "task", false, owed), NOW)).toMatchObject({
    phase: "ringing",
    voice: false,
    owed: true,
    number: CALLER,
  });
  expect(callOf(contact([], "connecting", [], "task", true, { number }), NOW)).toMatchObject({
    owed: false,
    number: "",
  });
});

test("tones go out one after the other, and the next goes though one was refused", async () => {
  const said: string[] = [];
  const waiting: Callbacks[] = [];
  const slow = {
    ...connection([], "in", "inbound", "connected"),
    sendDigits: (digits: string, then?: Callbacks) => void (said.push(digits), waiting.push(then!)),
  };
  const phone = new Softphone(streams([contact([], "connected", [slow])]).made, () => NOW);
  const settled = () => new Promise<void>((done) => setTimeout(done));
  const [first, second] = [phone.keys("c-1", "in", "1"), phone.keys("c-1", "in", "2")];
  await settled();
  expect(said).toEqual(["1"]);
  waiting[0]!.failure!("on hold");
  await expect(first).rejects.toThrow(PhoneRefused);
  await settled();
  waiting[1]!.success!(undefined);
  await second;
  expect(said).toEqual(["1", "2"]);
});

test("a softphone that was given up tells nothing more", () => {
  const contacts: StreamsContact[] = [];
  const { made, refresh } = streams(contacts);
  const left: string[] = [];
  made.core.terminate = () => void left.push("terminated");
  const phone = new Softphone(
    made,
    () => NOW,
    () => void left.push("left"),
  );
  let heard = 0;
  phone.hear(() => (heard += 1));
  phone.close();
  refresh();
  expect([heard, left]).toEqual([0, ["terminated", "left"]]);
});

test("keys are for a third who is spoken with, else for the caller, else for whoever is called", () => {
  const party = (id: string, state: Party["state"], initial = false): Party => ({ id, name: id, state, initial });
  const to = (...parties: Party[]) => hearsKeys({ parties })?.id;
  expect(to(party("in", "talking", true))).toBe("in");
  expect(to(party("in", "talking", true), party("third", "talking"))).toBe("third");
  expect(to(party("in", "held", true), party("menu", "dialling"))).toBe("menu");
  expect([to(party("in", "held", true)), to()]).toEqual([undefined, undefined]);
});

test("verbs reach the call and the party that they name, and a refusal is told", async () => {
  const said: Said[] = [];
  const parts = [connection(said, "own", "agent", "connected"), connection(said, "in", "inbound", "connected")];
  const phone = new Softphone(streams([contact(said, "connected", parts)]).made, () => NOW);
  await phone.accept("c-1");
  await phone.hold("c-1", "in");
  await phone.keys("c-1", "in", "12#");
  await phone.hangUp("c-1");
  await phone.finish("c-1");
  expect(said.map(({ verb, of }) => `${verb} ${of}`)).toEqual([
    "accept c-1",
    "hold in",
    "digits in",
    "destroy own",
    "clear c-1",
  ]);
  await expect(phone.join("c-1")).rejects.toThrow(PhoneRefused);
  await expect(phone.accept("another")).rejects.toThrow(PhoneRefused);
  await expect(phone.hold("c-1", "nobody")).rejects.toThrow(PhoneRefused);
});

test("a call is given away unseen by calling the third and leaving, or kept while one consults", async () => {
  const said: Said[] = [];
  const parts = [connection(said, "own", "agent", "connected"), connection(said, "in", "inbound", "connected")];
  const queue: StreamsEndpoint = { type: "queue", endpointARN: "arn:q", name: "الدعم" };
  const phone = new Softphone(streams([contact(said, "connected", parts)], [queue]).made, () => NOW);
  const [target] = await phone.targets();
  expect(target).toEqual({ id: "arn:q", kind: "queue", name: "الدعم" });
  await phone.consult("c-1", target!);
  expect(said).toEqual([{ verb: "add", of: "c-1", with: queue }]);
  await phone.pass("c-1", { id: "+96822000000", kind: "number", name: "" });
  expect(said.slice(1)).toEqual([
    { verb: "add", of: "c-1", with: number("+96822000000") },
    { verb: "destroy", of: "own" },
  ]);
});

test("a call out is made in the name of the body whose line it is, and of the first one else", async () => {
  const { made, lines } = streams([]);
  const phone = new Softphone(made, () => NOW);
  await phone.dial(CALLER, "sawari.General_AR");
  await phone.dial(CALLER, "of.another");
  await phone.dial(CALLER);
  expect(lines).toEqual(["q", undefined, undefined]);
});

test("each refresh is told once to whoever hears, and muting is seen when it was done", async () => {
  const contacts: StreamsContact[] = [];
  const { made, refresh, dialled } = streams(contacts);
  const phone = new Softphone(made, () => NOW);
  expect(phone.state()).toEqual({ link: "open", calls: [], muted: false, elsewhere: false, deaf: false });
  let heard = 0;
  const stop = phone.hear(() => (heard += 1));
  contacts.push(contact([], "connecting", []));
  refresh();
  await phone.mute(true);
  expect([heard, phone.state().calls.length, phone.state().muted]).toEqual([2, 1, true]);
  stop();
  await phone.dial(CALLER);
  refresh();
  expect([heard, dialled]).toEqual([2, [number(CALLER)]]);
  phone.link("lost");
  expect(phone.state().link).toBe("lost");
});

test("what rings comes before what goes on, and that before what is over", () => {
  const at = (phase: ContactState) => callOf(contact([], phase, []), NOW);
  expect(foremost([at("ended"), at("connected"), at("connecting")])?.phase).toBe("ringing");
  expect(foremost([at("missed"), at("ended")])?.phase).toBe("over");
  expect(foremost([])).toBeUndefined();
});

test("a call that goes on holds the softphone in its tab; one that rings or is over does not", () => {
  const at = (phase: ContactState, type = "voice") => callOf(contact([], phase, [], type), NOW);
  expect([goesOn([at("connected")]), goesOn([at("ended"), at("connecting")])]).toEqual([true, false]);
  expect(goesOn([at("connected", "task")])).toBe(false);
});

test("keys and numbers are taken as people type them", () => {
  expect([keysOf("١٢ 3#"), keysOf("12a")]).toEqual(["123#", ""]);
  expect([tonesOf("٤*"), tonesOf("+12"), tonesOf("")]).toEqual(["4*", "", ""]);
  expect([dialledOf("00968 9123 4567"), dialledOf("+٩٦٨٩١٢٣٤٥٦٧"), dialledOf("123")]).toEqual([
    "+96891234567",
    "+96891234567",
    "",
  ]);
});

test("a queue of the telephony is known by its label and its language", () => {
  expect(queueOf("muashir-statistics.Stat_Finance_AR")).toEqual({ label: "Stat_Finance", language: "ar" });
  expect(queueOf("BasicQueue")).toBeUndefined();
});
