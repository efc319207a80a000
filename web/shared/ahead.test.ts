import { expect, test, vi } from "vitest";
import { fetchAhead } from "./ahead";

vi.stubGlobal("location", { href: "https://portal.example/new" });
const fetched: string[] = [];
vi.stubGlobal("fetch", async (asked: Request | string) => {
  fetched.push(typeof asked === "string" ? asked : asked.url);
  return new Response("anew");
});

test("an answer that is on its way is taken once; then it is asked for anew", async () => {
  globalThis.nidaaAsked = new Map([["/config.json", Promise.resolve(new Response("ahead"))]]);
  expect(await (await fetchAhead("/config.json")).text()).toBe("ahead");
  expect(await (await fetchAhead("/config.json")).text()).toBe("anew");
  expect(fetched).toEqual(["/config.json"]);
});

test("only what is read is taken, and only from the very same address", async () => {
  globalThis.nidaaAsked = new Map([["/v1/public/bodies", Promise.resolve(new Response("ahead"))]]);
  const address = "https://portal.example/v1/public/bodies";
  const more = await fetchAhead(new Request(`${address}?cursor=a`));
  const written = await fetchAhead(new Request(address, { method: "POST" }));
  expect([await more.text(), await written.text()]).toEqual(["anew", "anew"]);
  expect(await (await fetchAhead(new Request(address))).text()).toBe("ahead");
});

test("where nothing was asked for ahead, as on the console, it is asked for now", async () => {
  globalThis.nidaaAsked = undefined;
  expect(await (await fetchAhead("/config.json")).text()).toBe("anew");
});
