import { readFileSync } from "node:fs";
import { codeId } from "@shared/words";
import { expect, test } from "vitest";
import { here } from "../../../tools/options";
import { at, differing, digits, put } from "./paths";
import { STAFF_REASONS } from "../../reasons";
import { FIELDS, sayFault, sayPlace } from "./reasons";

test("what stands at a path is found and changed without touching the rest", () => {
  const form = { weeks: [{ days: { sunday: [{ opens: "07:30" }] } }] };
  const after = put(form, "weeks.0.days.sunday.0.opens", "08:00");
  expect([at(form, "weeks.0.days.sunday.0.opens"), at(after, "weeks.0.days.sunday.0.opens")]).toEqual([
    "07:30",
    "08:00",
  ]);
  expect(at(after, "weeks.4.days")).toBeUndefined();
});

test("what is missing on the way is made, and undefined takes a thing out", () => {
  expect(put({}, "hours.ar", "صباحًا")).toEqual({ hours: { ar: "صباحًا" } });
  expect(put({ sections: { coast: "roads", hills: "roads" } }, "sections.coast", undefined)).toEqual({
    sections: { hills: "roads" },
  });
});

test("digits are taken as Arabic and Persian keyboards type them", () => {
  expect([digits("٠٧:٣٠"), digits("۱۴:۳۰")]).toEqual(["07:30", "14:30"]);
});

test("what differs between two versions is named", () => {
  expect(differing({ zone: "", closures: [] }, { zone: "", closures: [1], code: "a" })).toEqual(["closures", "code"]);
});

test("every reason and field of the administration has its words", () => {
  const text = ["console/reasons.ftl", "console/admin-fields.ftl"].map((name) =>
    readFileSync(here(`messages/ar/${name}`), "utf8"),
  );
  const known = new Set([...text.join("\n").matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id));
  const ids = [
    ...[...STAFF_REASONS].map((reason) => codeId("reason", reason)),
    ...[...FIELDS].map((field) => codeId("admin-field", field)),
  ];
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
});

test("a place in a form is said in words, a row by its number from one", () => {
  expect(sayPlace("closures.1.last", (id) => id)).toBe("admin-field-closures › 2 › admin-field-last");
});

test("of what was left empty it is said that it is needed, and of too few that they are few", () => {
  const t = (id: string) => id;
  expect([sayFault("too-short", t, []), sayFault("wrong-format", t, "")]).toEqual(["reason-missing", "reason-missing"]);
  expect(sayFault("too-short", t, ["agent"])).toBe("reason-too-few");
  expect([sayFault("too-short", t, "ab"), sayFault("too-short", t)]).toEqual(["reason-too-short", "reason-too-short"]);
  expect([sayFault("repeated", t, "a"), sayFault("unheard-of", t)]).toEqual(["reason-repeated", "reason-wrong-value"]);
});
