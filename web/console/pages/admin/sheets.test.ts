import { expect, test } from "vitest";
import { joined } from "./sheets";

test("parts of a file become one, with one mark and one heading", () => {
  const parts = ["\ufeffname,to\r\nسالم,1\r\n", "\ufeffname,to\r\nنورة,2\r\n", "\ufeffname,to\r\n"];
  expect(joined(parts)).toBe("\ufeffname,to\r\nسالم,1\r\nنورة,2\r\n");
  expect(joined(["\ufeffname,to\r\n"])).toBe("\ufeffname,to\r\n");
});
