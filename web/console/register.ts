import type { Kind, Schemas } from "@shared/api/client";

/** What is typed at the counter or on the phone; all of it text, as it stands in the fields. */
export interface Typed {
  channel: string;
  kind: string;
  category: string;
  subcategory: string;
  subject: string;
  description: string;
  mobile: string;
  first_name: string;
  family_name: string;
  email: string;
  anonymous: string;
  address: string;
  region: string;
  in_jurisdiction: string;
  vip: string;
  about_staff: string;
  about_service: string;
  about_establishment: string;
  source_type: string;
  outlet: string;
  published_on: string;
  link: string;
}

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

export const empty = (channel: string, kind = ""): Typed => ({
  channel,
  kind,
  category: "",
  subcategory: "",
  subject: "",
  description: "",
  mobile: "",
  first_name: "",
  family_name: "",
  email: "",
  anonymous: "",
  address: "",
  region: "",
  in_jurisdiction: "",
  vip: "",
  about_staff: "",
  about_service: "",
  about_establishment: "",
  source_type: "",
  outlet: "",
  published_on: "",
  link: "",
});

const said = (parts: Record<string, string>) => {
  const given = Object.entries(parts).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : []));
  return given.length ? (Object.fromEntries(given) as Record<string, string>) : undefined;
};

/** Return what the API is sent: what is empty is left out, and whoever wants no name leaves none. */
export function registrationOf(typed: Typed, body: string, language: string): Schemas["StaffRegistration"] {
  const { mobile, first_name, family_name, email, address, region } = typed;
  const anonymous = typed.anonymous === "true";
  const isMedia = typed.kind === "media";
  const requester = anonymous || isMedia ? undefined : said({ mobile, first_name, family_name, email });
  const location = said({ address, region });
  const about = said({
    staff: typed.about_staff,
    service: typed.about_service,
    establishment: typed.about_establishment,
  });
  const { source_type, outlet, published_on, link } = typed;
  return {
    body,
    language,
    kind: typed.kind,
    category: typed.category,
    description: typed.description.trim(),
    channel: isMedia ? "media" : typed.channel,
    ...said({ subcategory: typed.subcategory, subject: typed.subject }),
    ...(requester && { requester }),
    ...(anonymous && { anonymous }),
    ...(location && { location }),
    ...(about && { about }),
    ...(isMedia && { media: said({ source_type, outlet, published_on, link }) }),
    ...(typed.in_jurisdiction && { in_jurisdiction: typed.in_jurisdiction === "true" }),
    ...(typed.vip === "true" && { vip: true }),
  } as unknown as Schemas["StaffRegistration"];
}
