import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { here } from "./options";

const lock = JSON.parse(readFileSync(here("package-lock.json"), "utf8")).packages as Record<string, Locked>;
const own = JSON.parse(readFileSync(here("package.json"), "utf8"));

interface Locked {
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

test("the lock file names no registry", () => {
  expect(Object.values(lock).filter(({ resolved }) => resolved)).toEqual([]);
  expect(readFileSync(here(".npmrc"), "utf8")).not.toMatch(/registry\s*=\s*http|:\/\//);
});

test("the lock file has every platform's parts, or else `npm ci` fails on another machine", () => {
  const there = (name: string) => Object.keys(lock).some((path) => path.endsWith(`node_modules/${name}`));
  const wanted = Object.values(lock).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}));
  expect(wanted.filter((name) => !there(name))).toEqual([]);
});

test("every package is pinned to one release", () => {
  const all = { ...own.dependencies, ...own.devDependencies } as Record<string, string>;
  expect(Object.entries(all).filter(([, release]) => !/^\d+\.\d+\.\d+$/.test(release))).toEqual([]);
});
