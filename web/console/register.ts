import type { Schemas } from "@shared/api/client";
import type { Point } from "@shared/map/place";
import { isAnonymous, isOrganisation, type Typed } from "./typed";

const said = (parts: Record<string, string | undefined>) => {
  const given = Object.entries(parts).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : []));
  return given.length ? (Object.fromEntries(given) as Record<string, string>) : undefined;
};

const isMedia = ({ kind }: Typed) => kind === "media";

/** Return who asks, as the API takes it; nobody, where none is named. */
export function requesterOf(typed: Typed): Record<string, string> | undefined {
  if (isAnonymous(typed) || isMedia(typed)) return undefined;
  const { mobile, email, national_id, preferred_channel, first_name, family_name, name, type } = typed;
  const names = isOrganisation(type) ? { name } : { first_name, family_name };
  const given = said({ ...names, mobile, email, national_id, preferred_channel });
  return given && { ...given, ...(type !== "person" && { type }) };
}

function locationOf({ address, region, subregion, pin }: Typed) {
  const words = said({ address, region, subregion });
  return words || pin ? { ...words, ...pin } : undefined;
}

interface Asked {
  body: string;
  category: Schemas["PublicCategory"] | undefined;
  section: string;
  /** The call in which it is said, if there is one. */
  contact?: string;
}

/** Return what the API is sent: what is empty is left out, and whoever wants no name leaves none. */
export function registrationOf(
  typed: Typed,
  { body, category, section, contact }: Asked,
): Schemas["StaffRegistration"] {
  const media = isMedia(typed);
  const requester = requesterOf(typed);
  const location = locationOf(typed);
  const attributes = attributesOf(typed, category);
  const about = said({
    staff: typed.about_staff,
    service: typed.about_service,
    establishment: typed.about_establishment,
  });
  const { source_type, outlet, published_on, link } = typed;
  const anonymous = isAnonymous(typed);
  return {
    body,
    language: typed.language,
    kind: typed.kind,
    category: typed.category,
    description: typed.description.trim(),
    channel: media ? "media" : typed.channel,
    ...said({
      subcategory: typed.subcategory,
      subject: typed.subject,
      object: typed.kind === "complaint" ? typed.object : "",
      section: typed.in_jurisdiction === "false" ? "" : section,
    }),
    ...(contact && { contact }),
    ...(requester && { requester }),
    ...(requester &&
      typed.behalf.trim() && { on_behalf: said({ name: typed.behalf, relation: typed.behalf_relation }) }),
    ...(anonymous && { anonymous }),
    ...(location && { location }),
    ...(attributes && { attributes }),
    ...(about && { about }),
    ...(media && { media: said({ source_type, outlet, published_on, link }) }),
    ...(typed.in_jurisdiction && { in_jurisdiction: typed.in_jurisdiction === "true" }),
    ...(typed.vip === "true" && { vip: true }),
  } as unknown as Schemas["StaffRegistration"];
}

function attributesOf(typed: Typed, category: Schemas["PublicCategory"] | undefined) {
  const given = (category?.attributes ?? []).flatMap(({ code, kind }) => {
    const text = typed.attributes[code]?.trim();
    return text ? [[code, kind === "number" ? Number(text) : text] as const] : [];
  });
  return given.length ? Object.fromEntries<string | number>(given) : undefined;
}

/** Return what is compared with what is there already, as far as it is typed; nothing that would find nothing. */
export function comparedOf(typed: Typed, body: string): Partial<Schemas["Typed"]> | undefined {
  const { kind, category, subject, description, pin } = typed;
  const who = requesterOf(typed);
  const identified = who?.["mobile"] || who?.["email"];
  if (!pin && !identified) return undefined;
  return {
    body,
    ...said({ kind, category, subject, description }),
    ...(pin && { location: pin as Schemas["Location"] }),
    ...(identified && { requester: said({ mobile: typed.mobile, email: typed.email }) as never }),
  };
}

/** Return the section that category and place decide, as the service does: the subcategory's, the place's, any. */
export function suggestedSection(
  categories: readonly Pick<Schemas["CategoryShown"], "code" | "subcategories" | "sections">[],
  { category, subcategory, region, subregion }: Pick<Typed, "category" | "subcategory" | "region" | "subregion">,
): string {
  const chosen = categories.find(({ code }) => code === category);
  const lower = chosen?.subcategories?.find(({ code }) => code === subcategory);
  for (const sections of [lower?.sections, chosen?.sections]) {
    for (const place of [...[subregion, region].filter(Boolean), ""]) {
      const found = sections?.[place];
      if (found) return found;
    }
  }
  return "";
}

interface Needed {
  section: string;
  /** Whether the body has sections to choose from. */
  sections: boolean;
  /** Whether the pin stands where the body does not work. */
  outside: boolean;
}

/** Return what keeps a registration from being sent, by the path of each field: said at once, without a call. */
export function faultsOf(typed: Typed, { section, sections, outside }: Needed): Record<string, string> {
  const organisation = isOrganisation(typed.type);
  const named = !isAnonymous(typed) && !isMedia(typed);
  const elsewhere = typed.in_jurisdiction === "false";
  const missing = {
    kind: typed.kind,
    category: typed.category,
    description: typed.description,
    ...(sections && !elsewhere && { section }),
    ...(named && !organisation && { "requester.first_name": typed.first_name }),
    ...(named && !organisation && { "requester.family_name": typed.family_name }),
    ...(named && organisation && { "requester.name": typed.name }),
    ...(isMedia(typed) && {
      "media.outlet": typed.outlet,
      "media.source_type": typed.source_type,
      "media.published_on": typed.published_on,
    }),
  };
  const empties = Object.entries(missing).filter(([, text]) => !text?.trim());
  const faults: [string, string][] = empties.map(([path]) => [path, "missing"]);
  if (named && !typed.mobile.trim() && !typed.email.trim()) faults.push(["requester.mobile", "missing-identifier"]);
  if (outside && !elsewhere) faults.push(["location", "outside-boundary"]);
  return Object.fromEntries(faults);
}

/** Return what a known person's profile fills in; nothing of what is masked. */
export function filledFrom(person: Schemas["PersonShown"]): Partial<Typed> {
  if (person.masked) return {};
  const { first_name, family_name, name, type } = person;
  return {
    first_name,
    family_name,
    name,
    type,
    mobile: person.mobiles[0]?.value ?? "",
    email: person.emails[0]?.value ?? "",
    national_id: person.national_id ?? "",
    preferred_channel: person.preferred_channel ?? "",
    language: person.language,
    vip: person.vip ? "true" : "",
    anonymous: "",
  };
}

/** Return the profile by which the requester is known when they ask again; nothing where that is not wanted. */
export function profileOf(typed: Typed, body: string): Schemas["NewProfile"] | undefined {
  const who = requesterOf(typed);
  if (!who || typed.known !== "true") return undefined;
  return { ...who, body, language: typed.language, vip: typed.vip === "true" } as unknown as Schemas["NewProfile"];
}

/** Return the point that somebody typed as two numbers, north first; nothing if it is none on the earth. */
export function pointOf(text: string): Point | undefined {
  const western = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/٫/g, ".");
  const found = /^\s*(-?\d+(?:\.\d+)?)\s*[,،;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(western);
  if (!found) return undefined;
  const [lat, lon] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined;
}

/** Return the address on the slip's code; an anonymous ticket is followed by it alone, for it has no mobile. */
export function trackAddress({ number, track_token }: Schemas["RegisteredView"], anonymous: boolean, origin: string) {
  const token = anonymous ? `#${new URLSearchParams({ track: track_token }).toString()}` : "";
  return `${origin}/tickets/${number}${token}`;
}

/** Stands for no section where one was proposed: another directorate was chosen, and none of its sections yet. */
export const NO_SECTION = "none";

/** Return the section that a registration is for: what was chosen, else what is proposed. */
export const sectionOf = ({ section }: Typed, proposed: string) => (section === NO_SECTION ? "" : section || proposed);
