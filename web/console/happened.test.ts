import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { here } from "../tools/options";
import { codeId } from "@shared/words";
import { type Event, keptAway, voiceOf } from "./happened";

let count = 0;
const event = (type: string, by: string, facts: Record<string, unknown> = {}): Event => ({
  id: `${(count += 1)}`,
  type: `ticket.${type}`,
  at: "2026-11-22T08:00:00.000Z",
  by,
  on_behalf: "",
  by_name: by === "requester" || by === "system" ? "" : by.toUpperCase(),
  facts: facts as Event["facts"],
  sequence: `${count}.0`,
});

test("every event that the service writes down has its words", () => {
  const said = readFileSync(here("../docs/events.md"), "utf8").matchAll(/^\| `ticket\.(\w+)` \|/gm);
  const types = [...said].map(([, type]) => codeId("event", type!));
  const words = ["console", "overview"].map((name) => readFileSync(here(`messages/ar/console/${name}.ftl`), "utf8"));
  const known = new Set([...words.join("\n").matchAll(/^([\w-]+) =/gm)].map(([, id]) => id));
  expect(types.length).toBeGreaterThan(30);
  expect(types.filter((id) => !known.has(id))).toEqual([]);
});

test("a note, a message to the requester and one from the requester are told apart", () => {
  expect(voiceOf(event("noted", "a", { text: "x" }))).toBe("internal");
  expect(voiceOf(event("replied", "a", { text: "x" }))).toBe("to-requester");
  expect(voiceOf(event("replied", "requester", { text: "x" }))).toBe("from-requester");
  expect(voiceOf(event("classified", "a"))).toBe("none");
});

test("whoever handled an earlier pass is kept away, until a supervisor readmits them", () => {
  const first = [
    event("assigned", "system", { to: "a", to_name: "A" }),
    event("answered", "b"),
    event("informed", "c"),
  ];
  const second = [event("reopened", "requester"), event("answered", "d")];
  const newest = (...events: Event[]) => [...events].reverse();
  expect([...keptAway(newest(...first)).keys()]).toEqual([]);
  expect([...keptAway(newest(...first, ...second)).keys()]).toEqual(["a", "b", "c"]);
  const back = event("assigned", "boss", { to: "b", to_name: "B", readmitted: true });
  expect([...keptAway(newest(...first, ...second, back)).keys()]).toEqual(["a", "c"]);
});
