import { expect, test } from "vitest";
import { dateIn, inForce, type Policy, stateOf, usualDay } from "./policy";

const policy = (code: string, from: string, by = "manager.zahra"): Policy => ({
  code,
  name: { ar: code, en: code },
  effective_from: from,
  approved_by: by,
  approved_at: "",
  targets: [],
  version: 1,
});
const ALL = [
  policy("old", "2026-01-01"),
  policy("now", "2026-06-01"),
  policy("next", "2027-01-01"),
  policy("d", "2026-02-01", ""),
];

test("on a day that policy counts which was approved and has begun last", () => {
  expect(inForce(ALL, "2026-11-22")?.code).toBe("now");
  expect(inForce(ALL, "2025-11-22")).toBeUndefined();
  expect(ALL.map((each) => stateOf(each, ALL, "2026-11-22"))).toEqual(["past", "in-force", "approved", "draft"]);
});

test("the day is that of the body's zone", () => {
  expect(dateIn("Asia/Muscat", new Date("2026-11-22T21:00:00Z"))).toBe("2026-11-23");
});

test("a usual day is as long as most days of the week; night shifts go over midnight", () => {
  const day = [{ opens: "07:30", closes: "14:30" }];
  const days = { sunday: day, monday: day, tuesday: [{ opens: "22:00", closes: "06:00" }] };
  const calendar = { code: "a", name: { ar: "", en: "" }, version: 1, weeks: [{ days }] };
  expect(usualDay(calendar as unknown as Parameters<typeof usualDay>[0])).toBe(420);
  expect(usualDay(undefined)).toBe(1440);
});
