import { expect, test } from "vitest";
import { faultsOfWrapUp, mayCorrect, mayWrapUp, wrapUpForm } from "./wrapping";

test("nobody wraps up without a disposition and a summary; blanks are none", () => {
  expect(faultsOfWrapUp({ disposition: "", summary: "  " })).toEqual({ disposition: "missing", summary: "missing" });
  expect(faultsOfWrapUp({ disposition: "inquiry", summary: "سأل عن موعد الزيارة" })).toEqual({});
});

const wrapped = (at: string) => ({ agent: "agent.salma", wrapped_up_at: at, needs_wrap_up: !at });

test("who spoke may correct a wrap-up for a day, and nobody else", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  expect(mayCorrect(wrapped("2026-11-22T08:00:00.000Z"), "agent.salma", now)).toBe(true);
  expect(mayCorrect(wrapped("2026-11-22T08:00:00.000Z"), "agent.ahmed", now)).toBe(false);
  expect(mayCorrect(wrapped("2026-11-21T09:59:00.000Z"), "agent.salma", now)).toBe(false);
  expect(mayCorrect(wrapped(""), "agent.salma", now)).toBe(false);
});

test("who spoke wraps up; a supervisor writes only what was left unwritten", () => {
  expect(mayWrapUp(wrapped(""), "agent.salma", false)).toBe(true);
  expect(mayWrapUp(wrapped(""), "agent.ahmed", false)).toBe(false);
  expect(mayWrapUp(wrapped(""), "supervisor.khalid", true)).toBe(true);
  expect(mayWrapUp(wrapped("2026-11-22T08:00:00.000Z"), "supervisor.khalid", true)).toBe(false);
});

test("each agent's words about each contact are kept apart", () => {
  expect(wrapUpForm("a", "1")).not.toBe(wrapUpForm("b", "1"));
});
