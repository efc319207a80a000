import { expect, test } from "vitest";
import { instantOf, isLate, isOwed, STATES } from "./callbacks";

test("a day and a time are those of the body's clocks, wherever the agent sits", () => {
  expect(instantOf("2026-11-22", "10:30", "Asia/Muscat")).toBe("2026-11-22T06:30:00.000Z");
  expect(instantOf("2026-11-22", "00:15", "Asia/Dubai")).toBe("2026-11-21T20:15:00.000Z");
  expect(instantOf("2026-03-29", "12:00", "Europe/Berlin")).toBe("2026-03-29T10:00:00.000Z");
});

test("half a time is none", () => {
  expect(instantOf("", "10:30", "Asia/Muscat")).toBe("");
  expect(instantOf("2026-11-22", "", "Asia/Muscat")).toBe("");
  expect(instantOf("2026-13-40", "10:30", "Asia/Muscat")).toBe("");
});

test("a callback is owed until somebody was reached or given up, and late once its time and its grace are past", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  const late_at = "2026-11-22T09:59:00.000Z";
  expect(STATES.filter((state) => isOwed({ state }))).toEqual(["waiting", "offered"]);
  expect(isLate({ state: "waiting", late_at }, now)).toBe(true);
  expect(isLate({ state: "reached", late_at: "" }, now)).toBe(false);
  expect(isLate({ state: "waiting", late_at: "2026-11-22T10:01:00.000Z" }, now)).toBe(false);
});
