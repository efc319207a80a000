import { expect, test } from "vitest";
import { placeOf, placeText } from "./photos";

test("a place tells whose files they are, of which ticket and form, and when they were taken", () => {
  const place = { owner: "u-1", number: "261234567890", form: "answer", moment: "before" } as const;
  expect(placeOf(placeText(place))).toEqual(place);
  expect(placeOf("u-1/261234567890/files/other").moment).toBe("");
});

test("no place looks like a ticket's number, so that nothing is sent before somebody says so", () => {
  expect(placeText({ owner: "1", number: "2", form: "3", moment: "" })).not.toMatch(/^\d+$/);
});
