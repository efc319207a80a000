import { expect, test } from "vitest";
import { stepOf } from "./trail";

const TRAIL = { at: "/worklists/section?body=sawari", numbers: ["1", "2", "3"] };

test("a ticket knows the one before and the next of the list that it was opened from", () => {
  expect(stepOf("2", TRAIL)).toEqual({ list: TRAIL.at, place: 2, of: 3, before: "1", after: "3" });
  expect(stepOf("1", TRAIL)?.before).toBe("");
  expect(stepOf("3", TRAIL)?.after).toBe("");
});

test("a ticket that is not of the list knows the way back alone", () => {
  expect(stepOf("9", TRAIL)).toEqual({ list: TRAIL.at, place: 0, of: 3, before: "", after: "" });
  expect(stepOf("9", undefined)).toBeUndefined();
});
