import { expect, test } from "vitest";
import { wantedOf } from "./contactList";

test("a list asks for what its address says, and for nothing that it does not know", () => {
  const said = new URLSearchParams("queue=data&from=2027-01-10&recorded=true&needs_wrap_up=false&body=sawari&x=1");
  expect(wantedOf(said)).toEqual({ queue: "data", from: "2027-01-10", recorded: true });
});
