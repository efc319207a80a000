import { told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "./api";
import { has, useMe } from "./me";

export interface Colleague {
  value: string;
  label: string;
  description: string;
}

/** Return to whom a ticket can be given: the active staff of one's house; oneself alone for who may not list them. */
export function useStaff(wanted: boolean): Colleague[] {
  const { t } = useWords();
  const me = useMe();
  const staff = useInfiniteQuery({
    queryKey: ["staff"],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/v1/organisation/staff", {
          params: { query: { limit: 100, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: wanted && has(me, "admin", "distributor", "follow_up", "manager", "supervisor"),
    staleTime: 300_000,
  });
  const { hasNextPage, isFetching, fetchNextPage } = staff;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const listed = staff.data?.pages.flatMap((page) => page.items);
  if (!listed) return [{ value: me.id, label: me.name, description: "" }];
  return listed
    .filter(({ active }) => active)
    .map(({ id, name, roles }) => ({
      value: id ?? "",
      label: name,
      description: roles.map((role) => t(codeId("role", role))).join("، "),
    }))
    .filter(({ value }) => value);
}
