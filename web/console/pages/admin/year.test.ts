import { expect, test } from "vitest";
import { type DayShown, linesOf, monthsOf, stepOf, stretchesOf } from "./year";

const day = (date: string, why: DayShown["why"] = "week", ar = ""): DayShown => ({
  date,
  why,
  name: { ar, en: "" },
  estimated: false,
  minutes: 0,
  intervals: [],
});
const days = (month: string, count: number) =>
  Array.from({ length: count }, (_, place) => day(`${month}-${String(place + 1).padStart(2, "0")}`));

test("a month stands in lines of seven, under its days of the week", () => {
  const lines = linesOf(days("2026-08", 31));
  expect(lines.map((line) => line.length)).toEqual([7, 7, 7, 7, 7, 7]);
  expect(lines[0]![6]!.date).toBe("2026-08-01");
  expect(lines[0]![5]).toBeUndefined();
  expect(lines[5]![1]!.date).toBe("2026-08-31");
});

test("days fall into twelve months", () => {
  const months = monthsOf([...days("2026-01", 31), ...days("2026-02", 28)]);
  expect(months.map((month) => month.length)).toEqual([31, 28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test("the arrows follow the way of the writing", () => {
  expect([stepOf("ArrowLeft", "rtl"), stepOf("ArrowLeft", "ltr"), stepOf("ArrowDown", "rtl")]).toEqual([1, -1, 7]);
  expect(stepOf("KeyA", "rtl")).toBe(0);
});

test("days in a row with one reason are told as one, others by themselves", () => {
  const told = stretchesOf([
    day("2026-03-19"),
    day("2026-03-20", "holiday", "عيد الفطر"),
    day("2026-03-21", "holiday", "عيد الفطر"),
    day("2026-03-22", "closure", "جرد"),
    day("2026-03-23", "week"),
    day("2026-03-24", "closure", "جرد"),
  ]);
  expect(told.map(({ first, last }) => [first, last])).toEqual([
    ["2026-03-20", "2026-03-21"],
    ["2026-03-22", "2026-03-22"],
    ["2026-03-24", "2026-03-24"],
  ]);
});
