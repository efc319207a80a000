// The softphone's shim without a network: what the engine would show goes in, what it would be asked comes out.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

const SHIM = readFileSync(new URL("../../../../local/connect/streams/streams.js", import.meta.url), "utf8");
const asked = [];
let source, answers;

const connection = (id, type, state, more = {}) => ({ id, type, state, number: "", name: "", initial: false, ...more });
const call = (state, more = {}) => ({
  id: "c-1", initial: "c-0", previous: null, type: "voice", state, accepted: state !== "connecting", milliseconds: 4000,
  queue: { arn: "arn:q", name: "sawari.General_AR" }, queued_at: 1_800_000_000, method: "inbound", inbound: true,
  number: "+96891234567", dialled: "+96824999999", name: null, description: null, attributes: { body: "sawari" },
  connections: [connection("me", "agent", "connected"), connection("CUSTOMER", "inbound", "connected", { number: "+96891234567", initial: true })],
  ...more,
});
const shown = (contacts, agent = {}) => ({
  agent: {
    arn: "arn:agent", username: "salma", name: "سلمى", online: true, muted: false, next: null,
    state: { name: "Available", type: "routable", arn: "arn:available", milliseconds: 1000 },
    states: [{ name: "Available", type: "routable", arn: "arn:available" }, { name: "Prayer", type: "not_routable", arn: "arn:prayer" }],
    profile: { name: "p", arn: "arn:p", concurrency: { voice: 1 }, queues: [{ arn: "arn:q", name: "q" }] }, ...agent,
  },
  contacts,
});
const show = (...given) => source.onmessage({ data: JSON.stringify(shown(...given)) });
const settled = () => new Promise((done) => setImmediate(done));

beforeEach(() => {
  asked.length = 0;
  answers = {};
  globalThis.location = { href: "http://localhost:8000/console/" };
  globalThis.EventSource = class {
    constructor(url) { this.url = url; source = this; }
    close() { this.closed = true; }
  };
  globalThis.fetch = (url, request) => {
    const path = url.replace("/_local/telephone/agents/salma/", "");
    asked.push([path, request && JSON.parse(request.body)]);
    const [status, body] = answers[path] || [200, {}];
    return Promise.resolve({ ok: status < 400, json: () => Promise.resolve(body) });
  };
  (0, eval)(SHIM);
});

function open() {
  const told = { agent: null, contacts: [] };
  connect.agent((agent) => (told.agent = agent));
  connect.contact((contact) => told.contacts.push(contact));
  connect.core.initCCP(null, { ccpUrl: "/_local/telephone/ccp?agent=salma" });
  show([]);
  return told;
}

test("the agent of the panel's address signs in, and is told of once shown", () => {
  const told = open();
  assert.equal(source.url, "/_local/telephone/agents/salma/events");
  assert.deepEqual(asked[0], ["sign_in", {}]);
  assert.equal(told.agent.getName(), "سلمى");
  assert.deepEqual(told.agent.getState().name, "Available");
  assert.deepEqual(told.agent.getAllQueueARNs(), ["arn:q"]);
  assert.equal(told.agent.getConfiguration().username, "salma");
  assert.equal(told.agent.getChannelConcurrency("voice"), 1);
  assert.throws(() => { connect.core.terminate(); connect.core.initCCP(null, { ccpUrl: "/ccp" }); }, /names no agent/);
});

test("a call rings, is taken, is over and is gone, each told once", () => {
  const told = open(), heard = [];
  connect.contact((contact) => {
    for (const event of ["Connecting", "Accepted", "Connected", "ACW", "Ended", "Destroy", "Missed"]) contact["on" + event](() => heard.push(event));
  });
  show([call("connecting")]);
  show([call("connecting")]);
  show([call("connecting", { accepted: true })]);
  show([call("connected")]);
  show([call("ended")]);
  show([]);
  assert.deepEqual(heard, ["Connecting", "Accepted", "Connected", "ACW", "Ended", "Destroy"]);
  assert.equal(told.contacts.length, 1);
  assert.equal(told.contacts[0].getState().type, "ended");
});

test("a contact tells what a screen pop needs", () => {
  const { contacts } = open();
  show([call("connecting")]);
  const [contact] = contacts;
  assert.deepEqual([contact.getContactId(), contact.getInitialContactId(), contact.getType(), contact.isInbound()], ["c-1", "c-0", "voice", true]);
  assert.equal(contact.getQueue().name, "sawari.General_AR");
  assert.deepEqual(contact.getAttributes().body, { name: "body", value: "sawari" });
  assert.equal(contact.getInitialConnection().getEndpoint().phoneNumber, "+96891234567");
  assert.ok(contact.getStateDuration() >= 4000);
  assert.equal(contact.getAgentConnection().getType(), "agent");
});

test("verbs ask the engine, and a refusal reaches whoever asked", async () => {
  const { agent, contacts } = open();
  show([call("connected", { connections: [...call("connected").connections, connection("+96822000000", "outbound", "hold", { number: "+96822000000" })] })]);
  const [contact] = contacts, refused = [];
  answers["conference"] = [409, { detail: "There are not three on this call" }];
  contact.accept({});
  contact.getInitialConnection().hold();
  contact.getAgentConnection().destroy();
  contact.getThirdPartyConnections()[0].resume();
  contact.addConnection(connect.Endpoint.byPhoneNumber("+96822000001"));
  contact.toggleActiveConnections();
  contact.conferenceConnections({ failure: (why) => refused.push(why) });
  contact.getInitialConnection().sendDigits("12#");
  contact.bargeIn();
  contact.silentMonitor();
  contact.clear();
  agent.connect(connect.Endpoint.byPhoneNumber("+96822000002"), {});
  agent.setState(agent.getAgentStates()[1]);
  agent.mute();
  await settled();
  assert.deepEqual(asked.slice(1), [
    ["accept", { contact: "c-1" }],
    ["hold", { contact: "c-1", party: "CUSTOMER" }],
    ["hang_up", { contact: "c-1" }],
    ["resume", { contact: "c-1", party: "+96822000000" }],
    ["transfer", { contact: "c-1", to: "+96822000001" }],
    ["swap", { contact: "c-1" }],
    ["conference", { contact: "c-1" }],
    ["keys", { contact: "c-1", party: "CUSTOMER", keys: "12#" }],
    ["speak", { contact: "c-1", on: true }],
    ["speak", { contact: "c-1", on: false }],
    ["clear", { contact: "c-1" }],
    ["dial", { number: "+96822000002" }],
    ["status", { status: "Prayer" }],
    ["mute", { on: true }],
  ]);
  assert.deepEqual(refused, ["There are not three on this call"]);
});

test("a supervisor's own connection is the one that listens, and an agent sees whether one speaks", () => {
  const { contacts } = open();
  const [, customer] = call("connected").connections;
  show([call("connected", { connections: [connection("boss", "monitoring", "silent_monitor"), customer] })]);
  const [contact] = contacts;
  assert.deepEqual([contact.getAgentConnection().isSilentMonitor(), contact.isUnderSupervision()], [true, false]);
  show([call("connected", { connections: [connection("me", "agent", "connected"), customer, connection("boss", "monitoring", "barge")] })]);
  assert.deepEqual([contact.getAgentConnection().getType(), contact.isUnderSupervision()], ["agent", true]);
});

test("the agent's state, mute and next state are told when they change", () => {
  const { agent } = open(), heard = [];
  agent.onStateChange(({ oldState, newState }) => heard.push([oldState, newState]));
  agent.onMuteToggle(({ muted }) => heard.push(muted));
  agent.onNotRoutable(() => heard.push("not routable"));
  agent.onEnqueuedNextState(() => heard.push(agent.getNextState().name));
  show([], { muted: true, next: { name: "Prayer", type: "not_routable", arn: "arn:prayer" } });
  show([], { muted: true, state: { name: "Prayer", type: "not_routable", arn: "arn:prayer", milliseconds: 0 } });
  assert.deepEqual(heard, [true, "Prayer", ["Available", "Prayer"], "not routable"]);
});

test("quick connects come as endpoints, and nothing is heard once it is terminated", async () => {
  const { agent } = open();
  answers["endpoints?queue=arn%3Aq&queue=arn%3Ap"] = [200, { items: [{ endpointARN: "arn:x", type: "queue", name: "الدعم", phoneNumber: null }] }];
  const found = await new Promise((success, failure) => agent.getEndpoints(["arn:q", "arn:p"], { success, failure }));
  assert.deepEqual([found.endpoints[0].type, found.endpoints[0].name], ["queue", "الدعم"]);
  let heard = 0;
  agent.onRefresh(() => (heard += 1));
  connect.core.terminate();
  assert.ok(source.closed);
  assert.equal(heard, 0);
});

test("a connection that does not come back is told, a sign-in that is refused too", async () => {
  answers["sign_in"] = [404, { detail: "There is no user salma" }];
  const heard = [];
  connect.core.onAuthFail(() => heard.push("refused"));
  connect.core.onIframeRetriesExhausted(() => heard.push("lost"));
  connect.core.initCCP(null, { ccpUrl: "/_local/telephone/ccp?agent=salma" });
  await settled();
  for (let n = 0; n < 7; n += 1) source.onerror();
  assert.deepEqual(heard, ["refused", "lost"]);
});
