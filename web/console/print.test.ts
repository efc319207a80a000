import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { here } from "../tools/options";

test("paper has the last word: no style of the screen comes after it", () => {
  const main = readFileSync(here("console/main.tsx"), "utf8");
  const styles = [...main.matchAll(/import "(.+\.css)";/g)].map(([, name]) => name);
  expect(styles.at(-1)).toBe("./print.css");
});
