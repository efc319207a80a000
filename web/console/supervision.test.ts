import { expect, test } from "vitest";
import {
  type AgentNow,
  clockOf,
  type QueueNow,
  sayStatus,
  secondsSince,
  statusesOf,
  sumsOf,
  urgencyOfWait,
} from "./supervision";

const queue = (code: string, waiting: number, oldest_at: string | null): QueueNow => ({
  code,
  label: code,
  name: { ar: code, en: code },
  waiting,
  oldest_at,
  available: 1,
  busy: 0,
  presented: 6,
  handled: 3,
  abandoned: 2,
  otherwise: 1,
});

test("the sums of the board are those of its queues, and the oldest of all waits longest", () => {
  const sums = sumsOf([
    queue("data", 2, "2027-01-10T08:00:05.000Z"),
    queue("finance", 1, "2027-01-10T07:59:00.000Z"),
    queue("quiet", 0, null),
  ]);
  expect(sums).toEqual({
    waiting: 3,
    oldest_at: "2027-01-10T07:59:00.000Z",
    presented: 18,
    handled: 9,
    abandoned: 6,
    otherwise: 3,
  });
  expect(sums.presented).toBe(sums.handled + sums.abandoned + sums.otherwise);
  expect(sumsOf([]).oldest_at).toBeNull();
});

test("an agent of several queues is counted once", () => {
  const agent = (username: string, status: AgentNow["status"]): AgentNow => ({
    username,
    name: username,
    status,
    since: "",
    contact: null,
    queues: ["a", "b"],
  });
  const counts = statusesOf([agent("a", "available"), agent("b", "available"), agent("c", "prayer")]);
  expect([...counts]).toEqual([
    ["available", 2],
    ["prayer", 1],
  ]);
});

test("a wait is read as on a clock, and is never less than nothing", () => {
  expect([0, 7, 65, 3723].map(clockOf)).toEqual(["0:00", "0:07", "1:05", "1:02:03"]);
  expect(secondsSince("2027-01-10T08:00:00.000Z", Date.parse("2027-01-10T08:00:09.900Z"))).toBe(9);
  expect(secondsSince("2027-01-10T08:00:00.000Z", Date.parse("2027-01-10T07:59:00Z"))).toBe(0);
});

test("a wait is urgent once it is longer than was promised", () => {
  expect([20, 21, 59, 60].map(urgencyOfWait)).toEqual(["calm", "soon", "soon", "late"]);
});

test("a status that has no words here is said as it is", () => {
  expect([sayStatus("wrap_up", (id) => id), sayStatus("تدقيق", (id) => id)]).toEqual(["agent-status-wrap-up", "تدقيق"]);
});
