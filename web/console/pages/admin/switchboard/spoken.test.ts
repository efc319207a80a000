import { expect, test } from "vitest";
import { midnightIn, runsOn, spokenSeconds } from "./spoken";

test("half a minute is some five hundred signs, and vowel signs take no time of their own", () => {
  expect([spokenSeconds(""), spokenSeconds("a".repeat(500)), spokenSeconds("a".repeat(501))]).toEqual([0, 30, 31]);
  expect(spokenSeconds("مَرْحَبًا  بِكُمْ")).toBe(spokenSeconds("مرحبا بكم"));
});

test("an announcement is heard on its first and its last day, and between them", () => {
  const days = { first: "2027-01-10", last: "2027-01-12" };
  expect(["2027-01-09", "2027-01-10", "2027-01-12", "2027-01-13"].map((day) => runsOn(day, days))).toEqual([
    "later",
    "now",
    "now",
    "over",
  ]);
  expect([
    runsOn("2027-01-09", { first: "", last: "" }),
    runsOn("2027-01-09", { ...days, last: "2027-01-01" }),
  ]).toEqual(["unclear", "unclear"]);
});

test("a day begins with the zone's own midnight", () => {
  expect(midnightIn("Asia/Muscat", "2027-01-01")).toBe("2027-01-01T00:00:00+04:00");
  expect(midnightIn("UTC", "2027-01-01")).toBe("2027-01-01T00:00:00+00:00");
  expect(midnightIn("Asia/Muscat", "")).toBe("");
});
