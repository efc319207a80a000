import type { Schemas } from "@shared/api/client";
import { expect, test } from "vitest";
import { ALWAYS, type Hours, inOrder, leftOf, urgencyOf, workingMinutes } from "./countdown";

const MUSCAT: Hours = {
  zone: "Asia/Muscat",
  days: [
    { date: "2026-11-22", intervals: [{ opens: "07:30", closes: "14:30" }] },
    { date: "2026-11-23", intervals: [] },
  ],
};
const at = (time: string, day = 22) => Date.parse(`2026-11-${day}T${time}+04:00`);
const clock = (more: Partial<Schemas["ClockView"]> = {}): Schemas["ClockView"] => ({
  name: "resolution",
  due_at: "2026-11-24T10:00:00.000Z",
  remaining_minutes: 30,
  paused: false,
  since: "",
  target_minutes: 240,
  calendar: "",
  instants: [],
  ...more,
});

test("working time passes in the hours of work alone, in the body's own zone", () => {
  expect(workingMinutes(at("14:20:30"), at("15:00"), MUSCAT)).toBe(10);
  expect(workingMinutes(at("06:00"), at("07:31"), MUSCAT)).toBe(1);
  expect(workingMinutes(at("10:00", 23), at("11:00", 23), MUSCAT)).toBe(0);
  expect(workingMinutes(at("22:00"), at("22:15"), ALWAYS)).toBe(15);
});

test("a promise counts down by the minute, and stands still while it is paused", () => {
  expect(leftOf(clock(), at("14:00:10"), at("14:00:50"), MUSCAT)).toBe(30);
  expect(leftOf(clock(), at("14:00:10"), at("14:31:00"), MUSCAT)).toBe(0);
  expect(leftOf(clock(), at("13:00"), at("13:40"), MUSCAT)).toBe(-10);
  expect(leftOf(clock({ paused: true }), at("13:00"), at("13:40"), MUSCAT)).toBe(30);
  expect(leftOf(clock(), at("13:40"), at("13:00"), MUSCAT)).toBe(30);
  expect(leftOf(clock(), at("13:00"), at("13:40"), undefined)).toBe(30);
});

test("urgency is told by what is left", () => {
  expect([61, 59, 0, -1].map((left) => urgencyOf(clock(), left))).toEqual(["fine", "soon", "soon", "late"]);
});

test("what falls due first comes first, and what is paused last", () => {
  const first = clock({ name: "first_reply", due_at: "2026-11-23T10:00:00.000Z" });
  const paused = clock({ name: "update", due_at: "2026-11-22T10:00:00.000Z", paused: true });
  expect(inOrder([paused, clock(), first]).map(({ name }) => name)).toEqual(["first_reply", "resolution", "update"]);
});
