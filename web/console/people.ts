import { type Schemas, told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "./api";

export type Person = Schemas["PersonShown"];

export const nameOf = ({ name, first_name, family_name }: Pick<Person, "name" | "first_name" | "family_name">) =>
  name || [first_name, family_name].filter(Boolean).join(" ");

/** Return whether what is typed is enough to look somebody up: a name's word, an address, or a number's most digits. */
export function isSought(text: string): boolean {
  const words = text.trim();
  if (words.includes("@")) return /\S@\S+\.\S/.test(words);
  const digits = words.match(/\p{Nd}/gu)?.length ?? 0;
  return digits ? digits >= 8 : words.length >= 2;
}

/** Look a body's requesters up by mobile, address, national id or name; a number of no form is nobody's. */
export function usePeople(body: string, q: string, limit: number) {
  const found = useInfiniteQuery({
    queryKey: ["people", body, q, limit],
    queryFn: async ({ pageParam }) => {
      try {
        const query = { q, body, limit, ...(pageParam && { cursor: pageParam }) };
        return await told(api.GET("/v1/people", { params: { query } }));
      } catch (error) {
        if (error instanceof Refusal && error.status === 422) return { items: [], next: null };
        throw error;
      }
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: Boolean(body) && isSought(q),
  });
  return { ...found, people: found.data?.pages.flatMap(({ items }) => items) ?? [] };
}
