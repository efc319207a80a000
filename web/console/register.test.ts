import { expect, test } from "vitest";
import { empty, registrationOf } from "./register";

const typed = { ...empty("walk_in", "complaint"), category: "roads", description: " حفرة ", mobile: "92000001" };

test("what is left empty is not sent", () => {
  expect(registrationOf(typed, "sawari", "ar")).toEqual({
    body: "sawari",
    language: "ar",
    kind: "complaint",
    category: "roads",
    description: "حفرة",
    channel: "walk_in",
    requester: { mobile: "92000001" },
  });
});

test("whoever wants no name leaves no number either", () => {
  const sent = registrationOf({ ...typed, kind: "observation", anonymous: "true" }, "sawari", "ar");
  expect(sent).toMatchObject({ anonymous: true });
  expect(sent).not.toHaveProperty("requester");
});
