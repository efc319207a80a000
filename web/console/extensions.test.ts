import { expect, test } from "vitest";
import { dialledLine, linesOf } from "./extensions";
import type { Switchboard } from "./switchboard";
import type { Target } from "./telephony/phone";

const named = (code: string) => ({ ar: code, en: code });
const line = (extension: string, leads: { staff?: string; queue?: string; number?: string }) => ({
  extension, name: named(extension), staff: "", queue: "", number: "", listed: false, ...leads,
}); // prettier-ignore
const board = {
  queues: [{ code: "services", label: "Services", name: named("services"), staff: [], calendar: "" }],
  extensions: [
    line("100", { staff: "reception.aisha" }),
    line("200", { queue: "services" }),
    line("300", { number: "+96824000010" }),
    line("400", { staff: "nobody.here" }),
    line("500", { queue: "gone" }),
  ],
} as unknown as Switchboard;
const targets: Target[] = [
  { id: "a", kind: "agent", name: "reception.aisha" },
  { id: "q-ar", kind: "queue", name: "sawari.Services_AR" },
  { id: "q-en", kind: "queue", name: "sawari.Services_EN" },
];

test("an extension leads to a colleague, to a queue in the call's language, or to a number", () => {
  const ids = (queue: string) => linesOf(board, targets, queue).map(({ target }) => target.id);
  expect(ids("sawari.General_EN")).toEqual(["a", "q-en", "+96824000010"]);
  expect(ids("sawari.General_AR")).toEqual(["a", "q-ar", "+96824000010"]);
});

test("an extension whose colleague or queue the telephone does not offer is not offered", () => {
  const known = linesOf(board, targets, "sawari.General_AR").map(({ extension }) => extension);
  expect(known).toEqual(["100", "200", "300"]);
  expect(linesOf(undefined, targets, "sawari.General_AR")).toEqual([]);
});

test("an extension is typed in any digits", () => {
  const lines = linesOf(board, targets, "sawari.General_AR");
  expect(dialledLine(lines, "٢٠٠")?.target.id).toBe("q-ar");
  expect(dialledLine(lines, "20")).toBeUndefined();
  expect(dialledLine(lines, "")).toBeUndefined();
});
