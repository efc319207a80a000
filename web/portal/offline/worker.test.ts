import { beforeEach, expect, test } from "vitest";

/** A browser's worker, as far as ours knows one: caches by name, a network that is there or not. */
const listeners = new Map<string, (event: object) => void>();
const shelves = new Map<string, Map<string, Response>>();
let online = true;
let page = "";
let fetched: string[] = [];

const keyOf = (asked: Request | string) => new URL(typeof asked === "string" ? asked : asked.url, origin).pathname;
const origin = "https://portal.example";
const fetchIt = async (asked: Request | string) => {
  const path = keyOf(asked);
  if (!online) throw new TypeError("no network");
  fetched.push(path);
  return new Response(path === "/" ? page : `${path} of the network`);
};
const open = async (name: string) => {
  if (!shelves.has(name)) shelves.set(name, new Map());
  const shelf = shelves.get(name)!;
  return {
    put: async (asked: Request | string, answer: Response) => void shelf.set(keyOf(asked), answer),
    addAll: async (files: string[]) => {
      for (const each of files) shelf.set(each, await fetchIt(each));
    },
    add: async (file: string) => void shelf.set(file, await fetchIt(file)),
    match: async (asked: Request | string) => shelf.get(keyOf(asked))?.clone(),
  };
};
const caches = {
  open,
  keys: async () => [...shelves.keys()],
  delete: async (name: string) => shelves.delete(name),
  match: async (asked: Request | string, { cacheName }: { cacheName?: string } = {}) =>
    [...shelves].filter(([name]) => !cacheName || name === cacheName).map(([, shelf]) => shelf.get(keyOf(asked)))[0],
};
const worker = {
  skipWaiting: async () => undefined,
  clients: { claim: async () => undefined },
  addEventListener: (type: string, listener: (event: object) => void) => void listeners.set(type, listener),
};
Object.assign(globalThis, {
  self: worker,
  caches,
  fetch: fetchIt,
  location: { origin },
  MADE: { version: "v2", entry: "assets/index-2.js", files: ["/assets/index-2.js"] },
});
await import("./worker");

const happen = async (type: string) => {
  let done: Promise<unknown> = Promise.resolve();
  listeners.get(type)!({ waitUntil: (until: Promise<unknown>) => (done = until) });
  await done;
};
const ask = async (path: string, mode = "cors", method = "GET") => {
  let given: Promise<Response> | undefined;
  const request = { url: `${origin}${path}`, method, mode } as unknown as Request;
  listeners.get("fetch")!({ request, respondWith: (answer: Promise<Response>) => (given = answer) });
  return given && (await given).text();
};

beforeEach(() => {
  shelves.clear();
  fetched = [];
  online = true;
  page = `<script src="/assets/index-2.js">`;
});

test("a page comes from the network while there is one, and from the device when there is none", async () => {
  await happen("install");
  page = "newer";
  expect(await ask("/new", "navigate")).toBe("/new of the network");
  online = false;
  expect(await ask("/new", "navigate")).toContain("index-2.js");
});

test("a page of another deployment is not taken: the worker tries again at the next visit", async () => {
  page = `<script src="/assets/index-3.js">`;
  await expect(happen("install")).rejects.toThrow("another deployment");
  expect(shelves.size).toBe(0);
});

test("the deployment's settings are there without network, also when the worker came after they were read", async () => {
  await happen("install");
  online = false;
  expect(await ask("/config.json")).toContain("network");
});

test("a hashed file is fetched once", async () => {
  expect(await ask("/assets/later-1.js")).toContain("network");
  online = false;
  expect(await ask("/assets/later-1.js")).toContain("network");
  expect(fetched).toEqual(["/assets/later-1.js"]);
});

test("what everybody may read is asked anew each time, and remembered for a day without network", async () => {
  await ask("/v1/public/bodies/sawari");
  await ask("/v1/public/bodies/sawari");
  expect(fetched).toHaveLength(2);
  online = false;
  expect(await ask("/v1/public/bodies/sawari")).toContain("network");
});

test.each([
  ["/v1/public/tickets", "cors", "GET"],
  ["/v1/public/me/data", "cors", "GET"],
  ["/v1/public/bodies", "cors", "POST"],
  ["/console/worklists", "navigate", "GET"],
  ["/v1/public/tickets/1/attachments/2", "navigate", "GET"],
])("%s is none of the worker's business (%s, %s)", async (path, mode, method) => {
  expect(await ask(path, mode, method)).toBeUndefined();
});

test("the files of the last deployment stay for the pages that are open, older ones go", async () => {
  for (const name of ["nidaa-files-v0", "nidaa-files-v1", "nidaa-answers"]) await open(name);
  await happen("install");
  await happen("activate");
  expect([...shelves.keys()].sort()).toEqual(["nidaa-answers", "nidaa-files-v1", "nidaa-files-v2"]);
});
