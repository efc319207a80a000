import { expect, test } from "vitest";
import { faultsOfWrapUp, mayCorrect, wrapUpForm } from "./wrapping";

test("nobody wraps up without a disposition and a summary; blanks are none", () => {
  expect(faultsOfWrapUp({ disposition: "", summary: "  " })).toEqual({ disposition: "missing", summary: "missing" });
  expect(faultsOfWrapUp({ disposition: "inquiry", summary: "سأل عن موعد الزيارة" })).toEqual({});
});

test("a wrap-up may be corrected within a day of the contact's end", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  expect(mayCorrect({ ended_at: "2026-11-22T08:00:00.000Z" }, now)).toBe(true);
  expect(mayCorrect({ ended_at: "2026-11-21T09:59:00.000Z" }, now)).toBe(false);
  expect(mayCorrect({ ended_at: "" }, now)).toBe(false);
});

test("each agent's words about each contact are kept apart", () => {
  expect(wrapUpForm("a", "1")).not.toBe(wrapUpForm("b", "1"));
});
