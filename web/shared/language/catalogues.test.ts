import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { here } from "../../tools/options";
import { codeId, REASONS } from "../words";
import { bundleOf, type Language, LANGUAGES, LOCALES, say, written } from "./bundle";

const files = (language: Language, face: string) =>
  readdirSync(here(`messages/${language}/${face}`)).map((name) => here(`messages/${language}/${face}/${name}`));
const texts = (language: Language, ...faces: string[]) =>
  faces.flatMap((face) => files(language, face)).map((path) => readFileSync(path, "utf8"));
const idsOf = (text: string) => [...text.matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id!);
const argumentsOf = (text: string) => {
  const messages = text.split(/^(?=[a-z][\w-]* =)/m).filter((part) => /^[a-z][\w-]* =/.test(part));
  const found = (part: string) => [...new Set([...part.matchAll(/\{ \$(\w+)/g)].map(([, name]) => name))].sort();
  return Object.fromEntries(messages.map((part) => [idsOf(part)[0], found(part)]));
};
const sources = (folder: string) =>
  readdirSync(here(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !name.endsWith("contract.ts"))
    .map((name) => readFileSync(here(`${folder}/${name}`), "utf8"));
const FACES = ["portal", "console"] as const;

describe.each(FACES)("the catalogues of the %s", (face) => {
  test("have the same messages with the same arguments in both languages", () => {
    const [ar, en] = LANGUAGES.map((language) => argumentsOf(texts(language, "shared", face).join("\n")));
    expect(ar).toEqual(en);
  });

  test.each(LANGUAGES)("name nothing twice and can be read (%s)", (language) => {
    const all = texts(language, "shared", face);
    const ids = all.flatMap(idsOf);
    expect(ids).toEqual([...new Set(ids)]);
    expect(() => bundleOf(language, all)).not.toThrow();
  });

  test("have every message that the code says by its name", () => {
    const said = [...sources("shared"), ...sources(face)].flatMap((code) =>
      [...code.matchAll(/\bt\(\s*"([\w-]+)"/g)].map(([, id]) => id!),
    );
    const known = new Set(texts("ar", "shared", face).flatMap(idsOf));
    expect(said.filter((id) => !known.has(id))).toEqual([]);
  });
});

test("Arabic has all six plural forms wherever it counts", () => {
  for (const text of texts("ar", "shared", ...FACES)) {
    for (const [count] of text.matchAll(/\{ \$n ->[\s\S]*?\n\}/g)) {
      for (const form of ["zero", "one", "two", "few", "many", "other"]) expect(count).toContain(`[${form}]`);
    }
  }
});

test("a number is said with its own plural, and set apart from the text around it", () => {
  const bundle = bundleOf("ar", texts("ar", "shared"));
  const hours = [0, 1, 2, 3, 11, 100].map((n) => say(bundle, "hours", { n }));
  expect(new Set(hours).size).toBe(6);
  expect(hours[3]).toBe("\u20683\u2069 ساعات");
});

test.each(LANGUAGES)("numbers are written as the language's own format writes them (%s)", (language) => {
  const format = new Intl.NumberFormat(LOCALES[language]);
  for (const value of [0, 7, 999, 1000, 12_345, 1_234_567, 2 ** 53, -3, -1234, 0.5, 1234.56])
    expect(written(value, language)).toBe(format.format(value));
  const bundle = bundleOf(language, ["many = { $n }, at least"]);
  expect(say(bundle, "many", { n: 12_345 })).toBe("\u206812,345\u2069, at least");
});

test("a message that is not there is an error, never a raw key", () => {
  expect(() => say(bundleOf("ar", []), "nothing")).toThrow("no message nothing");
});

/** The codes that the faces show, by the schema that lists them. */
const LISTS: Record<string, string> = {
  Kind: "kind",
  Status: "status",
  Action: "action",
  Role: "role",
  Queue: "queue",
  ClockName: "clock",
  "chalicelib.tickets.words.Channel": "channel",
  Object: "object",
  Complexity: "complexity",
  Importance: "importance",
  Procedure: "procedure",
  Grade: "grade",
  PartnerMode: "mode",
  Verification: "verification",
  Outcome: "outcome",
  RootCause: "cause",
  Party: "party",
  Tile: "tile",
  LiveCount: "live",
  State: "state",
  Appeal: "appeal",
};

/** Those that the console alone shows. */
const CONSOLE_LISTS: Record<string, string> = {
  ContactOutcome: "contact-outcome",
  PresenceStatus: "agent-status",
  Direction: "contact-direction",
};

test.each([
  ["both faces", LISTS, []],
  ["the console", CONSOLE_LISTS, ["console"]],
] as const)("every code of the API that is shown by %s has its words", (_, lists, faces) => {
  const { schemas } = JSON.parse(readFileSync(here("../docs/openapi.json"), "utf8")).components;
  const known = new Set(texts("en", "shared", ...faces).flatMap(idsOf));
  const ids = Object.entries(lists).flatMap(([schema, list]) =>
    (schemas[schema].enum as string[]).map((code) => codeId(list, code)),
  );
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
});

test("every reason that we word has its words", () => {
  const known = new Set(texts("en", "shared").flatMap(idsOf));
  expect([...REASONS].filter((reason) => !known.has(`reason-${reason}`))).toEqual([]);
});
