import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ALONE, throttled, TOLD } from "./throttled";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what happens is asked for at once, and a storm of messages once a pause, the last of them too", () => {
  let done = 0;
  const { ask } = throttled(() => (done += 1), 1_000);
  ask();
  expect(done).toBe(1);
  for (let message = 0; message < 20; message += 1) ask();
  vi.advanceTimersByTime(999);
  expect(done).toBe(1);
  vi.advanceTimersByTime(1);
  expect(done).toBe(2);
  vi.advanceTimersByTime(60_000);
  expect(done).toBe(2);
  ask();
  expect(done).toBe(3);
});

test("nothing is asked for any more once it is stopped, until it is wanted anew", () => {
  let done = 0;
  const { ask, stop } = throttled(() => (done += 1), 1_000);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(5_000);
  expect(done).toBe(1);
  ask();
  expect(done).toBe(2);
});

test("a board is five seconds old at most, by a message within its pause or by asking often without them", () => {
  expect(1_000 + 500).toBeLessThan(5_000);
  expect(ALONE).toBeLessThan(5_000);
  expect(TOLD).toBeGreaterThan(ALONE);
});
