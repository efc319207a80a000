import { expect, test, vi } from "vitest";
import { Refusal } from "@shared/api/refusal";
import { faultsOfWrapUp, mayCorrect, mayWrapUp, onceOver, wrapUpForm } from "./wrapping";

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

const refused = (code: string, times: number) => {
  let left = times;
  return vi.fn(async () => {
    if (left-- > 0) throw new Refusal({ type: `/problems/${code}`, title: "", status: 409 });
    return "kept";
  });
};

test("a wrap-up that is there before the news of the contact's end is sent again until it is kept", async () => {
  const send = refused("contact-goes-on", 3);
  const pauses: number[] = [];
  expect(await onceOver(send, async (each) => void pauses.push(each))).toBe("kept");
  expect(send).toHaveBeenCalledTimes(4);
  expect(pauses).toEqual([2000, 2000, 2000]);
});

test("whatever else refuses a wrap-up is said at once; and an end that nobody hears of, after a minute", async () => {
  const closed = refused("wrap-up-closed", 1);
  await expect(onceOver(closed, async () => undefined)).rejects.toThrow("wrap-up-closed");
  expect(closed).toHaveBeenCalledTimes(1);
  const never = refused("contact-goes-on", 1000);
  await expect(onceOver(never, async () => undefined)).rejects.toThrow("contact-goes-on");
  expect(never).toHaveBeenCalledTimes(31);
});
