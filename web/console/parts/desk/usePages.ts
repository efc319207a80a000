import { useInfiniteQuery } from "@tanstack/react-query";
import type { Page } from "../../contacts";

/** Read a list page by page; `rows` are those of all pages that were asked for. */
export function usePages<T>(key: readonly unknown[], read: (cursor: string) => Promise<Page<T>>, on = true) {
  const found = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
    enabled: on,
  });
  return { ...found, rows: found.data?.pages.flatMap(({ items }) => items) ?? [] };
}
