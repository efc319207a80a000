import { expect, test } from "vitest";
import { isWhole, wantedOf } from "./contactList";

test("a list asks for what its address says, and for nothing that it does not know", () => {
  const said = new URLSearchParams("queue=data&from=2027-01-10&recorded=true&needs_wrap_up=false&body=sawari&x=1");
  expect(wantedOf(said)).toEqual({ queue: "data", from: "2027-01-10", recorded: true });
});

test("a number is looked for once it is whole", () => {
  expect(["", "9123", "+96891234567", "91234567"].map((typed) => isWhole("number", typed))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(["26123456789", "261234567890"].map((typed) => isWhole("ticket", typed))).toEqual([false, true]);
});
