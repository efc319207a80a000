import { told } from "@shared/api/client";
import type { Draft } from "@shared/drafts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api";
import { useBearer } from "../../session";

/** What a body may know of a person, by the names that the API gives it. */
type Known = "first_name" | "family_name" | "name" | "mobile" | "email" | "national_id";

/** Fill in what the body knows of who is signed in (R115). It is kept on the device only once somebody types. */
export function useOwn<T extends Partial<Record<Known, string>>>(
  body: string,
  fields: readonly Known[],
  draft: Draft<T>,
): { draft: Draft<T>; filled: boolean } {
  const bearer = useBearer();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const own = useQuery({
    queryKey: ["me", bearer, body],
    queryFn: () => told(api.GET("/v1/public/me", { params: { query: { body } } })),
    enabled: Boolean(bearer),
    retry: false,
  });
  const blank = fields.filter((field) => own.data?.[field] && !draft.value[field] && !touched.has(field));
  const change = (part: Partial<T>) => {
    setTouched((before) => new Set([...before, ...Object.keys(part)]));
    draft.change(part);
  };
  const value = { ...draft.value, ...Object.fromEntries(blank.map((field) => [field, own.data![field]])) };
  return { draft: { ...draft, value, change }, filled: blank.length > 0 };
}
