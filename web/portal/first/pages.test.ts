import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { here } from "../../tools/options";
import { PAGES } from "./pages";

const app = readFileSync(here("portal/App.tsx"), "utf8");

test("every address whose files are fetched at once is one of the portal's", () => {
  const routes = [...app.matchAll(/path="([^"]+)"/g)].map(([, path]) => path!.replace(/:\w+$/, ""));
  expect(Object.keys(PAGES).filter((path) => !routes.includes(path))).toEqual([]);
});

test("every page that is fetched at once is one that the portal shows", () => {
  const pages = [...app.matchAll(/\.\/(pages\/\w+)"/g)].map(([, page]) => `${page}.tsx`);
  expect(Object.values(PAGES).filter((page) => !pages.includes(page))).toEqual([]);
});

test("a first look is shown at each address that has one", () => {
  const css = readFileSync(here("portal/first/first.css"), "utf8");
  const drawn = [...readFileSync(here("portal/first/look.tsx"), "utf8").matchAll(/"(\/\w+)": \["/g)].map(
    ([, path]) => path!,
  );
  const shown = [...css.matchAll(/#first \[data-at="([^"]+)"\]/g)].map(([, path]) => path!);
  expect(shown.sort()).toEqual(["/", ...drawn].sort());
});
