import type { Kind, Schemas } from "@shared/api/client";
import type { Draft } from "@shared/drafts";
import type { Body } from "../body";
import { sourcePortal } from "../source";
import type { Point } from "@shared/map/place";

/** What is typed into the form; texts as they stand, so that nothing typed is lost. */
export interface Typed {
  kind: Kind | "";
  category: string;
  subcategory: string;
  object: string;
  subject: string;
  description: string;
  region: string;
  subregion: string;
  address: string;
  pin: Point | null;
  attributes: Record<string, string>;
  anonymous: boolean;
  first_name: string;
  family_name: string;
  mobile: string;
  email: string;
  national_id: string;
  /** Whether it is filed for somebody else, for whom, and what they are to each other. */
  behalf: boolean;
  behalf_name: string;
  behalf_relation: string;
}

/** What a part of the form is given: what is typed, and why a field was refused. */
export interface Part {
  draft: Draft<Typed>;
  reasons: Record<string, string>;
}

export const EMPTY: Typed = {
  kind: "",
  category: "",
  subcategory: "",
  object: "",
  subject: "",
  description: "",
  region: "",
  subregion: "",
  address: "",
  pin: null,
  attributes: {},
  anonymous: false,
  first_name: "",
  family_name: "",
  mobile: "",
  email: "",
  national_id: "",
  behalf: false,
  behalf_name: "",
  behalf_relation: "",
};

/** Kinds that a person may choose between, the most frequent first. */
export const KINDS: readonly Kind[] = [
  "complaint",
  "report",
  "inquiry",
  "observation",
  "suggestion",
  "thanks",
  "information_request",
];

/** Kinds for which no name is needed (domain: report, observation, suggestion). */
export const ANONYMOUS: ReadonlySet<string> = new Set(["report", "observation", "suggestion"]);

export type Category = Schemas["PublicCategory"];

/** Return the categories that take a kind; those that name no kinds take all. */
export function categoriesFor(body: Body, kind: string): Category[] {
  return body.categories.filter((each) => !kind || !each.kinds.length || each.kinds.includes(kind));
}

export type Registration = Schemas["Registration"];

type Needed = "kind" | "category" | "description";

/**
 * Return a registration for a body, with the portal that led here (R018). What is left out has a default there; the
 * contract's types name every field, for answers have them all.
 */
export function filled(body: Body, said: Pick<Registration, Needed> & Partial<Registration>): Registration {
  const portal = sourcePortal(body);
  return { ...said, body: body.code, ...(portal && { portal }) } as Registration;
}

/** Return what the API is sent: only what applies to the kind and category that were chosen. */
export function registrationOf(typed: Typed, body: Body, language: string): Registration {
  const category = body.categories.find((each) => each.code === typed.category);
  const anonymous = typed.anonymous && ANONYMOUS.has(typed.kind);
  const place = {
    region: typed.region,
    subregion: typed.subregion,
    address: typed.address.trim(),
    lat: typed.pin?.lat ?? null,
    lon: typed.pin?.lon ?? null,
  };
  return filled(body, {
    kind: typed.kind as Kind,
    category: typed.category,
    subcategory: typed.subcategory,
    subject: typed.subject.trim(),
    description: typed.description.trim(),
    language,
    anonymous,
    object: typed.kind === "complaint" && typed.object ? (typed.object as Schemas["Object"]) : null,
    location: place.region || place.address || typed.pin ? place : null,
    attributes: attributesOf(typed, category),
    requester: anonymous ? null : requesterOf(typed),
    ...(typed.behalf && !anonymous && { on_behalf: behalfOf(typed) }),
  });
}

function attributesOf(typed: Typed, category: Category | undefined): Record<string, string | number> {
  const given = (category?.attributes ?? []).flatMap(({ code, kind }) => {
    const text = typed.attributes[code]?.trim();
    if (!text) return [];
    return [[code, kind === "number" ? Number(text) : text] as const];
  });
  return Object.fromEntries(given);
}

function requesterOf({ first_name, family_name, mobile, email, national_id }: Typed): Registration["requester"] {
  const given = { first_name, family_name, mobile, email, national_id };
  const said = Object.entries(given).filter(([, text]) => text.trim());
  return Object.fromEntries(said.map(([name, text]) => [name, text.trim()])) as unknown as Registration["requester"];
}

const behalfOf = ({ behalf_name, behalf_relation }: Typed): Registration["on_behalf"] => ({
  name: behalf_name.trim(),
  relation: behalf_relation.trim(),
});

/** Return the fields that are still empty, as the API would name them: said at once, without a call. */
export function missingFrom(typed: Typed): string[] {
  const anonymous = typed.anonymous && ANONYMOUS.has(typed.kind);
  const needed = [
    ["kind", typed.kind],
    ["category", typed.category],
    ["description", typed.description.trim()],
    ...(anonymous
      ? []
      : [
          ["requester.first_name", typed.first_name.trim()],
          ["requester.family_name", typed.family_name.trim()],
          ["requester.mobile", typed.mobile.trim() || typed.email.trim()],
          ...(typed.behalf ? [["on_behalf.name", typed.behalf_name.trim()] as const] : []),
        ]),
  ] as const;
  return needed.filter(([, text]) => !text).map(([field]) => field);
}
