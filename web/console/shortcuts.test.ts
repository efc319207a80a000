import { expect, test } from "vitest";
import { hearShortcut, shortcutOf, SHORTCUTS, tellShortcut } from "./shortcuts";

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

test("a key of a page does something only while that page listens", () => {
  const told: string[] = [];
  const stop = hearShortcut("shortcut-next", () => told.push("next"));
  expect([tellShortcut("shortcut-next"), tellShortcut("shortcut-before")]).toEqual([true, false]);
  stop();
  expect([tellShortcut("shortcut-next"), told]).toEqual([false, ["next"]]);
});
