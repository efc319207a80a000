import { type Schemas, told, type Words } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { api } from "./api";
import { Waiting } from "./parts/Waiting";

export type Me = Schemas["Me"];
export type Role = Schemas["Role"];

const Context = createContext<Me | undefined>(undefined);

/** Knows who is signed in; what that person may do is decided by the service alone. */
export function MeProvider({ children }: { children: ReactNode }) {
  const me = useQuery({ queryKey: ["me"], queryFn: () => told(api.GET("/v1/me")), staleTime: 60_000 });
  const { inZone } = useWords();
  const home = me.data?.bodies[0]?.code ?? "";
  const body = useBody(home);
  useEffect(() => {
    if (body.data) inZone(body.data.zone);
  }, [body.data, inZone]);
  if (!me.data) return <Waiting error={me.error} retry={() => void me.refetch()} />;
  return <Context.Provider value={me.data}>{children}</Context.Provider>;
}

export function useMe(): Me {
  const found = useContext(Context);
  if (!found) throw new Error("nobody is signed in here: put the part under MeProvider");
  return found;
}

export const has = (me: Me, ...roles: Role[]) => roles.some((role) => me.roles.includes(role));

/** Return a body as it shows itself: its categories and regions with their names. */
export function useBody(code: string) {
  return useQuery({
    queryKey: ["body", code],
    queryFn: () => told(api.GET("/v1/public/bodies/{code}", { params: { path: { code } } })),
    enabled: Boolean(code),
    staleTime: 300_000,
  });
}

export interface Named {
  code: string;
  name: Words;
}

/** Return a body's sections and partners; a partner's own people see none. */
export function usePlaces(body: string, wanted: boolean) {
  const query = { query: { body, limit: 100 } };
  const sections = useQuery({
    queryKey: ["sections", body],
    queryFn: () => told(api.GET("/v1/organisation/sections", { params: query })),
    enabled: wanted && Boolean(body),
    staleTime: 300_000,
  });
  const partners = useQuery({
    queryKey: ["partners", body],
    queryFn: () => told(api.GET("/v1/organisation/partners", { params: query })),
    enabled: wanted && Boolean(body),
    staleTime: 300_000,
  });
  return { sections: (sections.data?.items ?? []) as Named[], partners: (partners.data?.items ?? []) as Named[] };
}
