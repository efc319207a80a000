import type { Rolldown } from "vite";
import { expect, test } from "vitest";
import { firstLoad, withinBudget } from "./budget";

const chunk = (fileName: string, code: string, more: object = {}) => [
  fileName,
  { type: "chunk", fileName, code, imports: [], isEntry: false, facadeModuleId: null, ...more },
];
const noise = (length: number) =>
  Array.from({ length }, (_, n) => String.fromCharCode(33 + ((n * n * 31) % 90))).join("");
const bundle = Object.fromEntries([
  chunk("index.js", "a", { isEntry: true, imports: ["shared.js"] }),
  chunk("shared.js", noise(400), { imports: ["index.js"] }),
  chunk("ar.js", noise(300), { facadeModuleId: "/portal/words/ar.ts" }),
  chunk("en.js", "b", { facadeModuleId: "/portal/words/en.ts" }),
  chunk("later.js", noise(9000)),
  ["index.css", { type: "asset", fileName: "index.css", source: noise(9000) }],
]) as unknown as Rolldown.OutputBundle;

test("the first load is the entry, what it imports and the longer words; not what comes later", () => {
  const weight = firstLoad(bundle);
  expect(weight).toBeGreaterThan(firstLoad({ "index.js": bundle["index.js"]! } as Rolldown.OutputBundle));
  const lighter = { ...bundle };
  delete lighter["later.js"];
  expect(firstLoad(lighter)).toBe(weight);
});

test("what runs ahead of all else counts too, though it is no module", () => {
  const source = noise(200);
  const first = { type: "asset", fileName: "assets/first-1.js", source };
  const more = { ...bundle, "assets/first-1.js": first } as unknown as Rolldown.OutputBundle;
  expect(firstLoad(more)).toBeGreaterThan(firstLoad(bundle) + 100);
});

test("a build that is too heavy fails with one line that says by how much", () => {
  const said: string[] = [];
  const hook = withinBudget(10).writeBundle as unknown as (this: object, _: object, made: object) => void;
  hook.call({ error: (text: string) => said.push(text) }, {}, bundle);
  expect(said).toEqual([`the first load is ${firstLoad(bundle)} bytes of compressed script, more than 10`]);
});
