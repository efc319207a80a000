import { expect, test } from "vitest";
import { paintedWith } from "./strip";

test("a colour that nothing paints with is left out, and what it alone named with it", () => {
  const css = ":root{--color-a:red;--color-b:var(--color-c);--color-c:#00f;--size:1px}p{color:var(--color-a)}";
  expect(paintedWith(css)).toBe(":root{--color-a:red;--size:1px}p{color:var(--color-a)}");
});

test("a colour stays that is only named as another's, and so does one with a fallback", () => {
  const css = ":root{--color-a:var(--color-b, blue);--color-b:red}p{color:var( --color-a )}";
  expect(paintedWith(css)).toBe(css);
});
