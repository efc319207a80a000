import { expect, test } from "vitest";
import { Softphone } from "./softphone";
import type { Streams, StreamsAgent, StreamsContact } from "./streams";

const QUEUES = ["sawari.General_AR", "sawari.General_EN", "manarah.General_AR"];

/** A softphone of somebody who serves two bodies, and which queues each list was asked of. */
function of(call: { queue?: string; body?: string }) {
  const asked: string[][] = [];
  const contact = {
    getContactId: () => "c-1",
    getQueue: () => (call.queue ? { name: call.queue } : null),
    getAttributes: () => (call.body ? { body: { name: "body", value: call.body } } : {}),
    getType: () => "voice",
    getState: () => ({ type: "connected" }),
    getStateDuration: () => 0,
    getConnections: () => [],
    getInitialConnection: () => null,
    getAgentConnection: () => null,
    isInbound: () => true,
  } as unknown as StreamsContact;
  const agent = {
    onRefresh: () => undefined,
    onMuteToggle: () => undefined,
    getContacts: () => [contact],
    getAllQueueARNs: () => QUEUES.map((name) => `arn:${name}`),
    getRoutingProfile: () => ({ queues: QUEUES.map((name) => ({ name, queueARN: `arn:${name}` })) }),
    getEndpoints: (queues, { success }) => {
      asked.push(queues);
      success?.({ endpoints: [] });
    },
  } as Partial<StreamsAgent> as StreamsAgent;
  const made = { core: { initCCP: () => undefined }, agent: (told) => told(agent) } as Partial<Streams> as Streams;
  return { phone: new Softphone(made, () => 0), asked };
}

test.each([
  [{ queue: "sawari.General_EN" }, ["arn:sawari.General_AR", "arn:sawari.General_EN"]],
  [{ body: "manarah", queue: "agent's own" }, ["arn:manarah.General_AR"]],
  [{}, QUEUES.map((name) => `arn:${name}`)],
])("a call (%o) is given to the lines and colleagues of its own body alone", async (call, queues) => {
  const { phone, asked } = of(call);
  await phone.targets("c-1");
  await phone.targets("c-1");
  expect(asked).toEqual([queues]);
});
