import { expect, test } from "vitest";
import { Live, type Message, type Ticket, type Topic } from "./live";

/** A socket whose other end is the test. */
class FakeSocket {
  sent: string[] = [];
  closed = false;
  onopen: WebSocket["onopen"] = null;
  onmessage: WebSocket["onmessage"] = null;
  onclose: WebSocket["onclose"] = null;
  onerror: WebSocket["onerror"] = null;

  constructor(readonly address: string) {}

  send(text: string) {
    this.sent.push(text);
  }

  close() {
    this.closed = true;
    this.onclose?.call(this as unknown as WebSocket, {} as CloseEvent);
  }

  opens() {
    this.onopen?.call(this as unknown as WebSocket, {} as Event);
  }

  says(message: object) {
    this.onmessage?.call(this as unknown as WebSocket, { data: JSON.stringify(message) } as MessageEvent);
  }
}

/** A connection with a clock of its own, and tickets that can run out. */
function world(address = "") {
  const sockets: FakeSocket[] = [];
  let now = 0;
  let given = 0;
  let waiting: { at: number; deed: () => void }[] = [];
  const state = { refused: false };
  const live = new Live({
    ticket: (): Promise<Ticket> => {
      given += 1;
      return state.refused ? Promise.reject(new Error("offline")) : Promise.resolve({ ticket: `t/${given}`, address });
    },
    open: (at) => {
      sockets.push(new FakeSocket(at));
      return sockets.at(-1)! as unknown as WebSocket;
    },
    origin: () => "https://nidaa.example",
    later: (deed, milliseconds) => {
      const one = { at: now + milliseconds, deed };
      waiting.push(one);
      return () => (waiting = waiting.filter((each) => each !== one));
    },
    random: () => 0.5,
  });
  const pass = async (milliseconds: number) => {
    now += milliseconds;
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (const { deed } of due) deed();
    await settled();
  };
  return { live, sockets, pass, state, tickets: () => given };
}

const settled = () => new Promise((done) => setImmediate(done));
const said = (socket: FakeSocket | undefined) => socket?.sent.map((text) => JSON.parse(text) as object);
const message = (type: string, topic: Topic): Message => ({ type, topic, body: "sawari", at: "2027-01-10T08:00:00Z" });

function follower(...topics: Topic[]) {
  const heard: string[] = [];
  return {
    heard,
    topics,
    is: { topics, heard: ({ type }: Message) => heard.push(type), followed: () => heard.push("followed") },
  };
}

test("a connection is opened with a one-use ticket, and follows what is asked for", async () => {
  const { live, sockets } = world();
  const board = follower("queues", "agents");
  live.follow(board.is);
  await settled();
  expect(sockets[0]?.address).toBe("wss://nidaa.example/ws?ticket=t%2F1");
  expect(live.isHere(["queues"])).toBe(false);
  sockets[0]!.opens();
  expect(said(sockets[0])).toEqual([{ follow: ["agents", "queues"] }]);
  sockets[0]!.says({ type: "following", topics: ["agents", "queues"] });
  sockets[0]!.says(message("queue.changed", "queues"));
  sockets[0]!.says(message("contact.offered", "desk"));
  expect(board.heard).toEqual(["followed", "queue.changed"]);
  expect(live.isHere(["queues", "agents"])).toBe(true);
});

test("where the service lives elsewhere, its address is taken", async () => {
  const { live, sockets } = world("wss://live.example/prod");
  live.follow(follower("desk").is);
  await settled();
  expect(sockets[0]?.address).toBe("wss://live.example/prod?ticket=t%2F1");
});

test("several follow over one connection; who comes later is added to it", async () => {
  const { live, sockets } = world();
  const [desk, board] = [follower("desk"), follower("queues")];
  live.follow(desk.is);
  await settled();
  sockets[0]!.opens();
  sockets[0]!.says({ type: "following", topics: ["desk"] });
  live.follow(board.is);
  expect(said(sockets[0])?.at(-1)).toEqual({ follow: ["desk", "queues"] });
  sockets[0]!.says({ type: "following", topics: ["desk", "queues"] });
  expect([sockets.length, desk.heard, board.heard]).toEqual([1, ["followed"], ["followed"]]);
});

test("what one may not follow stays away", async () => {
  const { live, sockets } = world();
  const board = follower("desk", "agents");
  live.follow(board.is);
  await settled();
  sockets[0]!.opens();
  sockets[0]!.says({ type: "following", topics: ["desk"] });
  expect([live.isHere(["desk"]), live.isHere(board.topics), board.heard]).toEqual([true, false, []]);
});

test("a lost connection is opened anew with another ticket, later each time, and whoever follows is told", async () => {
  const { live, sockets, pass, state, tickets } = world();
  const board = follower("queues");
  let changes = 0;
  live.watch(() => (changes += 1));
  live.follow(board.is);
  await settled();
  sockets[0]!.opens();
  sockets[0]!.says({ type: "following", topics: ["queues"] });
  state.refused = true;
  sockets[0]!.close();
  expect([live.isHere(["queues"]), changes]).toEqual([false, 2]);
  await pass(500);
  expect(tickets()).toBe(2);
  await pass(500);
  expect(tickets()).toBe(2);
  state.refused = false;
  await pass(500);
  expect([tickets(), sockets.length, sockets[1]?.address]).toEqual([3, 2, "wss://nidaa.example/ws?ticket=t%2F3"]);
  sockets[1]!.opens();
  sockets[1]!.says({ type: "following", topics: ["queues"] });
  expect(board.heard).toEqual(["followed", "followed"]);
});

test("a connection that falls silent is given up, and so is one that never opens", async () => {
  const { live, sockets, pass } = world();
  live.follow(follower("queues").is);
  await settled();
  await pass(10_000);
  expect(sockets[0]?.closed).toBe(true);
  await pass(500);
  sockets[1]!.opens();
  sockets[1]!.says({ type: "following", topics: ["queues"] });
  await pass(12_000);
  expect(said(sockets[1])?.length).toBe(2);
  await pass(10_000);
  expect([sockets[1]?.closed, live.isHere(["queues"])]).toEqual([true, false]);
});

test("both ends say every twelve seconds that they are there, and then nothing is opened anew", async () => {
  const { live, sockets, pass } = world();
  const board = follower("queues");
  live.follow(board.is);
  await settled();
  sockets[0]!.opens();
  for (const beats of [1, 2, 3]) {
    expect(said(sockets[0])).toEqual(Array.from({ length: beats }, () => ({ follow: ["queues"] })));
    sockets[0]!.says({ type: "following", topics: ["queues"] });
    await pass(12_000);
  }
  expect([sockets.length, board.heard, live.isHere(["queues"])]).toEqual([1, ["followed"], true]);
});

test("without a network nobody waits for silence, and the connection is there again as soon as the network is", async () => {
  const { live, sockets } = world();
  live.follow(follower("queues").is);
  await settled();
  sockets[0]!.opens();
  sockets[0]!.says({ type: "following", topics: ["queues"] });
  live.cut();
  expect([sockets[0]?.closed, live.isHere(["queues"])]).toEqual([true, false]);
  live.hurry();
  await settled();
  sockets[1]!.opens();
  sockets[1]!.says({ type: "following", topics: ["queues"] });
  expect(live.isHere(["queues"])).toBe(true);
});

test("when the network is back nobody waits", async () => {
  const { live, state, tickets } = world();
  state.refused = true;
  live.follow(follower("queues").is);
  await settled();
  live.hurry();
  await settled();
  expect(tickets()).toBe(2);
});

test("the way to the next page keeps the connection; when nobody follows for a while it is closed for good", async () => {
  const { live, sockets, pass } = world();
  const stop = live.follow(follower("queues").is);
  await settled();
  sockets[0]!.opens();
  sockets[0]!.says({ type: "following", topics: ["queues"] });
  stop();
  const next = follower("queues");
  const stopNext = live.follow(next.is);
  await pass(5_000);
  expect([sockets[0]?.closed, next.heard]).toEqual([false, ["followed"]]);
  stopNext();
  await pass(5_000);
  await pass(60_000);
  expect([sockets[0]?.closed, sockets.length]).toEqual([true, 1]);
});
