import { expect, test } from "vitest";
import { shortcutOf, SHORTCUTS } from "./shortcuts";

const press = (code: string, more = {}) =>
  shortcutOf({ code, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

test("a shortcut goes by the key's place, whatever letter the keyboard's language gives it", () => {
  expect(press("KeyM")?.to).toBe("/worklists/mine");
  expect(press("Slash", { shiftKey: true })?.text).toBe("shortcut-help");
  expect(press("Slash")?.text).toBe("shortcut-search");
});

test("what the browser itself listens to is left to it", () => {
  expect(press("KeyR", { ctrlKey: true })).toBeUndefined();
  expect(press("KeyN", { metaKey: true })).toBeUndefined();
});

test("no two shortcuts are the same", () => {
  const keys = SHORTCUTS.map(({ code, shift }) => `${code}${shift}`);
  expect(new Set(keys).size).toBe(keys.length);
});
