import { expect, test } from "vitest";
import { usualDay } from "./policy";

test("a usual day is as long as most days of the week; night shifts go over midnight", () => {
  const day = [{ opens: "07:30", closes: "14:30" }];
  const days = { sunday: day, monday: day, tuesday: [{ opens: "22:00", closes: "06:00" }] };
  const calendar = { code: "a", name: { ar: "", en: "" }, version: 1, weeks: [{ days }] };
  expect(usualDay(calendar as unknown as Parameters<typeof usualDay>[0])).toBe(420);
  expect(usualDay(undefined)).toBe(1440);
});
