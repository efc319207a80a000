import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { here } from "../tools/options";

/** Cloudscape hashes its CSS variables anew with each release; packages that do not fit each other lose their look. */
test("the design tokens and the components are of releases that fit each other", () => {
  const read = (path: string) => readFileSync(here(`node_modules/@cloudscape-design/${path}`), "utf8");
  const variables = (text: string) => new Set(text.match(/--[a-z0-9-]+-[a-z0-9]{6}\b/g));
  const known = variables(read("components/internal/generated/styles/tokens.js"));
  const used = [...variables(read("design-tokens/index.js"))];
  expect(used.length).toBeGreaterThan(500);
  expect(used.filter((name) => !known.has(name))).toEqual([]);
});
