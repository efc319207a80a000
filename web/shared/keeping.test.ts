import { expect, test } from "vitest";
import { Refusal } from "./api/refusal";
import { forgetDraft, keepDraft, readDraft } from "./drafts";
import { forgetKey, keyFor } from "./keys";
import { formatFor, grouped, lengthOf } from "./language/format";
import { sayReason, sayRefusal } from "./words";

function store(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
}

test("the same words go under the same key, other words under another", () => {
  const kept = store();
  const first = keyFor("rate", { score: 4 }, kept);
  expect(keyFor("rate", { score: 4 }, kept)).toBe(first);
  expect(keyFor("rate", { score: 5 }, kept)).not.toBe(first);
});

test("what was answered gets a new key when it is sent again", () => {
  const kept = store();
  const first = keyFor("rate", { score: 4 }, kept);
  forgetKey("rate", kept);
  expect(keyFor("rate", { score: 4 }, kept)).not.toBe(first);
});

test("a draft is found again for a week, and then no more", () => {
  const kept = store();
  keepDraft("new", { description: "حفرة" }, kept, 0);
  expect(readDraft("new", kept, 6 * 86_400_000)).toEqual({ description: "حفرة" });
  expect(readDraft("new", kept, 7 * 86_400_000)).toBeUndefined();
  keepDraft("new", { description: "حفرة" }, kept, 0);
  forgetDraft("new", kept);
  expect(readDraft("new", kept, 1)).toBeUndefined();
});

test("a refusal names each faulty field, and what is no problem is told as a service that does not answer", () => {
  const fields = [{ field: "requester.mobile", reason: "wrong-format" }];
  const refusal = Refusal.of({ type: "/problems/invalid", title: "", status: 422, fields }, 422);
  expect([refusal.code, refusal.passing]).toEqual(["invalid", false]);
  expect(refusal.fields).toEqual({ "requester.mobile": "wrong-format" });
  expect(Refusal.of("<html>", 502).code).toBe("unavailable");
});

test("the service's own title is said; ours where it did not answer", () => {
  const t = (id: string) => id;
  expect(sayRefusal(Refusal.of({ type: "/problems/stale", title: "تغيّر الطلب", status: 412 }, 412), t)).toBe(
    "تغيّر الطلب",
  );
  expect(sayRefusal(Refusal.of(undefined, 503), t)).toBe("problem-unavailable");
  expect(sayReason("never-heard-of", t)).toBe("reason-wrong-value");
});

test("a number is grouped by three, an instant is shown in the body's zone with Latin digits", () => {
  expect(grouped("261234567890")).toBe("261-234-567-890");
  const instant = "2026-11-22T21:30:00.000Z";
  expect(formatFor("ar", "Asia/Muscat").day(instant)).toBe("23 نوفمبر 2026");
  expect(formatFor("en", "UTC").day(instant)).toBe("22 November 2026");
  expect(lengthOf(-1530)).toEqual({ hours: 25, minutes: 30, past: true });
});
