import { expect, test } from "vitest";
import { ACCEPTED, faultOf, megabytes, MOST_BYTES, refusalId, typeOf } from "./files";

const file = (name: string, type = "", size = 1000) => ({ name, type, size });

test("a photo of an iPhone is known by its name where the system does not know its type", () => {
  expect(typeOf(file("IMG_0001.HEIC"))).toBe("image/heic");
  expect(typeOf(file("photo", "image/jpeg"))).toBe("image/jpeg");
  expect(ACCEPTED).toContain(".heic");
});

test("what is too large, empty or of another kind is refused before it is sent", () => {
  expect(faultOf(file("a.jpg", "image/jpeg", MOST_BYTES))).toBeUndefined();
  expect(faultOf(file("a.jpg", "image/jpeg", MOST_BYTES + 1))).toBe("large");
  expect(faultOf(file("a.jpg", "image/jpeg", 0))).toBe("empty");
  expect(faultOf(file("a.exe", "application/x-msdownload"))).toBe("type");
});

test("a refusal of the scan that is not known is said in general", () => {
  expect([refusalId("infected"), refusalId("new-one")]).toEqual(["file-refused-infected", "file-refused-other"]);
  expect(megabytes(MOST_BYTES)).toBe(25);
  expect(megabytes(10)).toBe(0.1);
});
