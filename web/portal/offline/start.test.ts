import { expect, test, vi } from "vitest";

/** A page that the worker takes over while it is open, and what the browser tells of its requests. */
const fetched: string[] = [];
let takenOver: () => void = () => undefined;
let tell: (entries: object[]) => void = () => undefined;

vi.stubGlobal("navigator", {
  serviceWorker: {
    controller: null,
    addEventListener: (_: string, listener: () => void) => (takenOver = listener),
    register: async () => ({}),
  },
});
vi.stubGlobal("localStorage", { getItem: () => null });
vi.stubGlobal("document", { addEventListener: () => undefined });
vi.stubGlobal("fetch", async (address: string) => void fetched.push(address));
vi.stubGlobal(
  "PerformanceObserver",
  class {
    constructor(listener: (told: object) => void) {
      tell = (entries) => listener({ getEntries: () => entries });
    }
    observe() {}
  },
);

const site = "https://portal.example";
const past = (path: string) => ({ name: `${site}${path}`, workerStart: 0 });

test("what was asked for before the worker came, or was on its way then, is asked for once more, and once", async () => {
  const { start } = await import("./start");
  start();
  takenOver();
  tell([past("/config.json"), past("/v1/public/bodies"), past("/assets/index-2.js"), past("/v1/public/tickets/1")]);
  expect(fetched).toEqual([`${site}/config.json`, `${site}/v1/public/bodies`]);
  // The body's own form was on its way; what was asked again came by the worker.
  tell([past("/v1/public/bodies/sawari"), { name: `${site}/config.json`, workerStart: 17 }, past("/v1/public/bodies")]);
  expect(fetched.slice(2)).toEqual([`${site}/v1/public/bodies/sawari`]);
});
