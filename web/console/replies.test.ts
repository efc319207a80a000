import { expect, test } from "vitest";
import { filled, offered, plain, type ReadyReply, slashAt, unfilled } from "./replies";

const reply = (code: string, ar: string, more: Partial<ReadyReply> = {}): ReadyReply => ({
  code,
  name: { ar, en: code },
  text: { ar, en: code },
  ...more,
});
const REPLIES = [
  reply("thanks", "شكر وإقفال"),
  reply("hole", "حفرة في الطريق", { category: "roads" }),
  reply("old", "قديم", { active: false }),
  reply("sorry-thanks", "اعتذار", { kind: "complaint" }),
];
const TICKET = { category: "roads", kind: "complaint" };
const codes = (sought: string, ticket = TICKET) => offered(REPLIES, ticket, sought).map(({ code }) => code);

test("a slash counts at the start of a word alone, in either language", () => {
  expect(slashAt("/", 1)).toEqual({ start: 0, end: 1, sought: "" });
  expect(slashAt("مرحبًا /شك", 10)).toEqual({ start: 7, end: 10, sought: "شك" });
  expect(slashAt("قال\n/ho and more", 7)).toEqual({ start: 4, end: 7, sought: "ho" });
  expect([slashAt("12/11", 5), slashAt("a/b", 3), slashAt("/ho ", 4), slashAt("//", 2)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("what is typed finds codes and names, whatever shape its letters have", () => {
  expect(codes("")).toEqual(["thanks", "hole", "sorry-thanks"]);
  expect(codes("THANKS")).toEqual(["thanks", "sorry-thanks"]);
  expect([codes("واقفال"), codes("حفره"), codes("قديم")]).toEqual([["thanks"], ["hole"], []]);
  expect(plain("إقفالٌ")).toBe("اقفال");
});

test("a reply of another category or kind is not offered", () => {
  expect(codes("", { category: "data", kind: "inquiry" })).toEqual(["thanks"]);
});

test("places are filled in, and one without a value stays to be seen", () => {
  const text = filled("عزيزنا {name}، طلبكم {number} لدى {section}. {$}", { name: "سالم", number: "261", section: "" });
  expect(text).toBe("عزيزنا سالم، طلبكم 261 لدى {section}. {$}");
  expect(unfilled(text, ["section", "name"])).toEqual(["{section}"]);
  expect(filled("{name}", { name: "<b>{number}</b>" })).toBe("<b>{number}</b>");
});
