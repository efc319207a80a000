import { expect, test } from "vitest";
import { type AgentRow, agentDays, csvOf, dayIn, percent, spanOf, spentIn } from "./figures";

test("a day is that of the body's own zone", () => {
  const late = new Date("2027-01-09T21:30:00Z");
  expect([dayIn("Asia/Muscat", late), dayIn("Europe/London", late)]).toEqual(["2027-01-10", "2027-01-09"]);
});

test("periods reach until today; a week begins on Sunday, also across months and years", () => {
  const today = "2027-01-01"; // a Friday
  expect(spanOf("today", today)).toEqual({ from: today, to: today });
  expect(spanOf("yesterday", today)).toEqual({ from: "2026-12-31", to: "2026-12-31" });
  expect(spanOf("week", today)).toEqual({ from: "2026-12-27", to: today });
  expect(spanOf("month", "2027-01-31")).toEqual({ from: "2027-01-01", to: "2027-01-31" });
  expect(spanOf("week", "2027-01-03")).toEqual({ from: "2027-01-03", to: "2027-01-03" });
});

test("a percentage has two decimals at most, and nothing is no nought", () => {
  expect([percent(66.6667, "en"), percent(33.33, "ar"), percent(100, "en")]).toEqual(["66.67%", "33.33‎%‎", "100%"]);
  expect([percent(null, "ar"), percent(0, "en")]).toEqual(["–", "0%"]);
});

test("a spreadsheet reads what is written, and reckons with no text", () => {
  expect(
    csvOf([
      ["القائمة", 'a "b", c'],
      ["=1+1", 3],
      ["-", null],
    ]),
  ).toBe('\ufeffالقائمة,"a ""b"", c"\r\n\'=1+1,3\r\n\'-,\r\n');
});

test("agents' times are asked for of seven days at most", () => {
  expect(agentDays({ from: "2026-12-28", to: "2027-01-03" })).toBe(true);
  expect(agentDays({ from: "2026-12-28", to: "2027-01-04" })).toBe(false);
});

test("who never was in a status was so for no time", () => {
  const row: AgentRow = {
    username: "salma", name: "Salma", signed_in_seconds: 60, statuses: [{ status: "busy", seconds: 60 }],
  }; // prettier-ignore
  expect([spentIn(row, "busy"), spentIn(row, "prayer")]).toEqual([60, 0]);
});
