import type { Schemas } from "@shared/api/client";
import { expect, test } from "vitest";
import {
  comparedOf,
  faultsOf,
  filledFrom,
  NO_SECTION,
  pointOf,
  profileOf,
  registrationOf,
  sectionOf,
  suggestedSection,
  trackAddress,
} from "./register";
import { empty } from "./typed";

const typed = {
  ...empty("walk_in", "complaint"),
  category: "roads",
  description: " حفرة ",
  mobile: "92000001",
  first_name: "سالم",
  family_name: "البلوشي",
};
const roads = {
  code: "roads",
  attributes: [
    { code: "lamp", kind: "number" },
    { code: "side", kind: "text" },
  ],
} as unknown as Schemas["PublicCategory"];
const asked = { body: "sawari", category: roads, section: "roads-coast" };
const needed = { section: "roads-coast", sections: true, outside: false };

test("what is left empty is not sent", () => {
  expect(registrationOf(typed, asked)).toEqual({
    body: "sawari",
    language: "ar",
    kind: "complaint",
    category: "roads",
    description: "حفرة",
    channel: "walk_in",
    section: "roads-coast",
    requester: { mobile: "92000001", first_name: "سالم", family_name: "البلوشي" },
  });
});

test("whoever wants no name leaves no number either, where the kind allows it", () => {
  const sent = registrationOf({ ...typed, kind: "observation", anonymous: "true" }, asked);
  expect(sent).toMatchObject({ anonymous: true });
  expect(sent).not.toHaveProperty("requester");
  expect(registrationOf({ ...typed, anonymous: "true" }, asked)).not.toHaveProperty("anonymous");
});

test("a company has one name, and a category's numbers are sent as numbers", () => {
  const sent = registrationOf(
    { ...typed, type: "company", name: "برق", attributes: { lamp: "17", other: "x" } },
    asked,
  );
  expect(sent.requester).toEqual({ name: "برق", mobile: "92000001", type: "company" });
  expect(sent.attributes).toEqual({ lamp: 17 });
});

test("a pin goes with its region, and for whom somebody speaks with their relation", () => {
  const at = { ...typed, pin: { lat: 23.6, lon: 58.5 }, region: "coast", behalf: "عائشة", behalf_relation: "أمه" };
  const sent = registrationOf(at, asked);
  expect(sent.location).toEqual({ lat: 23.6, lon: 58.5, region: "coast" });
  expect(sent.on_behalf).toEqual({ name: "عائشة", relation: "أمه" });
});

test("what is outside the jurisdiction goes to no section", () => {
  const sent = registrationOf({ ...typed, in_jurisdiction: "false" }, asked);
  expect(sent).toMatchObject({ in_jurisdiction: false });
  expect(sent).not.toHaveProperty("section");
});

test("everything that is missing is named at once", () => {
  expect(faultsOf(empty("phone"), { ...needed, section: "" })).toEqual({
    kind: "missing",
    category: "missing",
    description: "missing",
    section: "missing",
    "requester.first_name": "missing",
    "requester.family_name": "missing",
    "requester.mobile": "missing-identifier",
  });
  expect(faultsOf(typed, needed)).toEqual({});
});

test("a pin outside the boundary is a fault unless the matter is outside the jurisdiction", () => {
  expect(faultsOf(typed, { ...needed, outside: true })).toEqual({ location: "outside-boundary" });
  expect(faultsOf({ ...typed, in_jurisdiction: "false" }, { section: "", sections: true, outside: true })).toEqual({});
});

test("a section is proposed as the service decides: the subcategory's, then the place's, then any", () => {
  const categories = [
    {
      code: "roads",
      sections: { "": "roads-inland", coast: "roads-coast" },
      subcategories: [{ code: "signs", name: { ar: "", en: "" }, sections: { harbour: "signs" } }],
    },
  ] as unknown as Parameters<typeof suggestedSection>[0];
  const place = (region: string, subregion = "", subcategory = "") =>
    suggestedSection(categories, { category: "roads", subcategory, region, subregion });
  expect([place("hills"), place("coast"), place("coast", "harbour", "signs")]).toEqual([
    "roads-inland",
    "roads-coast",
    "signs",
  ]);
  expect(suggestedSection(categories, { ...typed, category: "gone" })).toBe("");
});

test("another directorate without a section yet is not overruled by what is proposed", () => {
  expect(sectionOf(typed, "roads-coast")).toBe("roads-coast");
  expect(sectionOf({ ...typed, section: NO_SECTION }, "roads-coast")).toBe("");
  expect(sectionOf({ ...typed, section: "lighting" }, "roads-coast")).toBe("lighting");
});

test("nothing is compared before there is a person or a place", () => {
  expect(comparedOf({ ...typed, mobile: "" }, "sawari")).toBeUndefined();
  expect(comparedOf(typed, "sawari")).toMatchObject({ requester: { mobile: "92000001" }, category: "roads" });
});

test("a profile is kept of who is named, unless that is not wanted", () => {
  expect(profileOf(typed, "sawari")).toEqual({
    body: "sawari",
    language: "ar",
    vip: false,
    mobile: "92000001",
    first_name: "سالم",
    family_name: "البلوشي",
  });
  expect(profileOf({ ...typed, known: "" }, "sawari")).toBeUndefined();
  expect(profileOf({ ...typed, kind: "report", anonymous: "true" }, "sawari")).toBeUndefined();
});

test("a masked profile fills in nothing", () => {
  const person = { masked: true, first_name: "س.", mobiles: [{ value: "•••01" }] } as unknown as Schemas["PersonShown"];
  expect(filledFrom(person)).toEqual({});
});

test("coordinates are read as people write them", () => {
  expect(pointOf("23.614, 58.545")).toEqual({ lat: 23.614, lon: 58.545 });
  expect(pointOf("٢٣٫٦١٤، ٥٨٫٥٤٥")).toEqual({ lat: 23.614, lon: 58.545 });
  expect([pointOf("58.545"), pointOf("123, 4"), pointOf("hier")]).toEqual([undefined, undefined, undefined]);
});

test("only the code of an anonymous ticket holds its token, after the # that no server is told", () => {
  const registered = { number: "261234567890", track_token: "t0k" } as Schemas["RegisteredView"];
  expect(trackAddress(registered, false, "https://x")).toBe("https://x/tickets/261234567890");
  expect(trackAddress(registered, true, "https://x")).toBe("https://x/tickets/261234567890#track=t0k");
});
