import { expect, test } from "vitest";
import { versionPastOwnFiles } from "./actions.call";
import type { Event } from "./happened";

const event = (sequence: string, type: string, by = "me"): Event => ({
  id: sequence,
  type: `ticket.${type}`,
  at: "",
  by,
  facts: {},
  sequence,
  by_name: "",
  on_behalf: "",
});

test("files of one's own that came since the ticket was seen do not hold up what one wrote", () => {
  const events = [event("6.0", "attached"), event("5.0", "attached"), event("4.0", "started")];
  expect(versionPastOwnFiles(events, "me", 4)).toBe(6);
});

test("whatever somebody else did since then is looked at first", () => {
  expect(versionPastOwnFiles([event("5.0", "noted"), event("4.0", "started")], "me", 4)).toBeUndefined();
  expect(versionPastOwnFiles([event("5.0", "attached", "her"), event("4.0", "started")], "me", 4)).toBeUndefined();
  expect(versionPastOwnFiles([event("4.0", "started")], "me", 4)).toBeUndefined();
});

test("where more happened than was read, nothing is taken for granted", () => {
  expect(versionPastOwnFiles([event("9.0", "attached"), event("8.0", "attached")], "me", 4)).toBeUndefined();
});
