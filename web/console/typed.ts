import type { Kind } from "@shared/api/client";
import type { Point } from "@shared/map/place";

/** What is typed at the counter or on the phone; texts as they stand in the fields, so that nothing typed is lost. */
export interface Typed {
  channel: string;
  language: string;
  kind: string;
  category: string;
  subcategory: string;
  object: string;
  subject: string;
  description: string;
  directorate: string;
  section: string;
  type: string;
  mobile: string;
  first_name: string;
  family_name: string;
  name: string;
  email: string;
  national_id: string;
  preferred_channel: string;
  behalf: string;
  behalf_relation: string;
  anonymous: string;
  address: string;
  region: string;
  subregion: string;
  pin: Point | null;
  in_jurisdiction: string;
  vip: string;
  /** Whether the requester is to be known by this when they ask again. */
  known: string;
  attributes: Record<string, string>;
  about_staff: string;
  about_service: string;
  about_establishment: string;
  source_type: string;
  outlet: string;
  published_on: string;
  link: string;
}

/** Fields that hold one text each. */
export type TextField = Exclude<keyof Typed, "pin" | "attributes">;

export const KINDS: readonly Kind[] = [
  "complaint",
  "report",
  "inquiry",
  "information_request",
  "observation",
  "suggestion",
  "thanks",
];

export const CHANNELS = ["phone", "walk_in", "whatsapp", "email", "letter", "fax", "social", "chat"] as const;
export const OBJECTS = ["service", "product", "operation", "procedure", "conduct", "manner"] as const;
export const TYPES = ["person", "citizen", "resident", "visitor", "company", "government", "organisation"] as const;
export const PREFERRED = ["sms", "phone", "email", "whatsapp", "letter", "fax", "app", "web"] as const;

/** Kinds for which no name is needed (domain: report, observation, suggestion). */
const ANONYMOUS: ReadonlySet<string> = new Set(["report", "observation", "suggestion"]);
/** Who has one name, not a person's two. */
const NAMED: ReadonlySet<string> = new Set(["company", "government", "organisation"]);

export const mayBeAnonymous = (kind: string) => ANONYMOUS.has(kind);
export const isOrganisation = (type: string) => NAMED.has(type);
export const isAnonymous = (typed: Typed) => typed.anonymous === "true" && mayBeAnonymous(typed.kind);

export const empty = (channel: string, kind = "", language = "ar"): Typed => ({
  channel,
  language,
  kind,
  category: "",
  subcategory: "",
  object: "",
  subject: "",
  description: "",
  directorate: "",
  section: "",
  type: "person",
  mobile: "",
  first_name: "",
  family_name: "",
  name: "",
  email: "",
  national_id: "",
  preferred_channel: "",
  behalf: "",
  behalf_relation: "",
  anonymous: "",
  address: "",
  region: "",
  subregion: "",
  pin: null,
  in_jurisdiction: "",
  vip: "",
  known: "true",
  attributes: {},
  about_staff: "",
  about_service: "",
  about_establishment: "",
  source_type: "",
  outlet: "",
  published_on: "",
  link: "",
});
