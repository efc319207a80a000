import type { Schemas, Words } from "@shared/api/client";
import { told } from "@shared/api/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api";

/** What a body has many of, with a code of its own each. */
export interface Shown {
  calendars: Schemas["CalendarShown"];
  policies: Schemas["PolicyShown"];
  staff: Schemas["StaffShown"];
  categories: Schemas["CategoryShown"];
  sections: Schemas["SectionShown"];
  directorates: Schemas["DirectorateShown"];
  partners: Schemas["PartnerShown"];
  channels: Schemas["ChannelShown"];
  regions: Schemas["RegionShown"];
  replies: Schemas["ReplyShown"];
}
export type Kind = keyof Shown;

/** A body has a few hundred things of a kind at most; a page of the API holds a hundred. */
const PAGES = 30;

async function all<K extends Kind>(kind: K): Promise<Shown[K][]> {
  // The lists of all kinds have one form (docs/openapi.json); one call stands for them all.
  const path = `/v1/organisation/${kind}` as "/v1/organisation/staff";
  const found: Shown[K][] = [];
  let cursor = "";
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await told(api.GET(path, { params: { query: { limit: 100, ...(cursor && { cursor }) } } }));
    found.push(...(answer.items as unknown as Shown[K][]));
    cursor = answer.next ?? "";
    if (!cursor) break;
  }
  return found;
}

/** Return all things of a kind that the reader's body has. */
export function useThings<K extends Kind>(kind: K, wanted = true) {
  return useQuery({ queryKey: ["organisation", kind], queryFn: () => all(kind), enabled: wanted });
}

export const keyOf = (kind: Kind, code: string) => ["organisation", kind, code];

/** Fetch one thing as it is now. */
export async function fetchThing<K extends Kind>(kind: K, code: string): Promise<Shown[K]> {
  const path = `/v1/organisation/${kind}/{${named(kind)}}` as "/v1/organisation/calendars/{code}";
  return (await told(api.GET(path, { params: { path: namedBy(kind, code) } }))) as unknown as Shown[K];
}

/** Return one thing; a form begins with it as it is now, never with what an earlier page kept of it. */
export function useThing<K extends Kind>(kind: K, code: string) {
  return useQuery({
    queryKey: keyOf(kind, code),
    queryFn: () => fetchThing(kind, code),
    enabled: Boolean(code),
    gcTime: 0,
  });
}

/** Write a thing, under the version that was shown; without one it must be new. */
export async function save<K extends Kind>(kind: K, code: string, body: object, version?: number): Promise<Shown[K]> {
  const path = `/v1/organisation/${kind}/{${named(kind)}}` as "/v1/organisation/directorates/{code}";
  const header = version === undefined ? {} : { "If-Match": String(version) };
  const params = { path: namedBy(kind, code), header };
  return (await told(api.PUT(path, { params, body: body as Schemas["DirectorateGiven"] }))) as unknown as Shown[K];
}

const named = (kind: Kind) => (kind === "staff" ? "username" : "code");
const namedBy = (kind: Kind, code: string) => ({ [named(kind)]: code }) as { code: string };

export const codeOf = (thing: { code: string } | { username: string }): string =>
  "code" in thing ? thing.code : thing.username;

export interface Choice {
  value: string;
  label: string;
}

/** Return the things that are not retired. */
export function inUseOf<T extends { active?: boolean }>(things: readonly T[] | undefined): T[] {
  return (things ?? []).filter(({ active }) => active !== false);
}

/** Return things as choices, named in the reader's language. */
export function choicesOf(
  things: readonly { code: string; name: Words }[] | undefined,
  name: (words: Words) => string,
) {
  return (things ?? []).map((each): Choice => ({ value: each.code, label: name(each.name) || each.code }));
}
