import { type Schemas, told, type Words } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { api } from "./api";
import { Waiting } from "./parts/Waiting";

export type Me = Schemas["Me"];
export type Role = Schemas["Role"];

/** Whoever speaks with callers. */
export const SPEAKERS: readonly Role[] = ["agent", "reception", "distributor", "follow_up", "supervisor"];

interface Known {
  me: Me;
  chooseBody: (code: string) => void;
}

const Context = createContext<Known | undefined>(undefined);
const placeOf = (id: string) => `nidaa.console.body.${id}`;

/** Return one's bodies with the one that is worked for first: what the address says, what was chosen, the home. */
export function bodiesFrom<B extends { code: string }>(bodies: readonly B[], ...wanted: (string | null)[]): B[] {
  const chosen = wanted.flatMap((code) => bodies.filter((each) => each.code === code))[0];
  return chosen ? [chosen, ...bodies.filter((each) => each !== chosen)] : [...bodies];
}

/**
 * Knows who is signed in, and for which body they work now; what that person may do is decided by the service alone.
 * A change of the body mounts all anew, and whatever is asked for names the body: nothing of one is shown with another.
 */
export function MeProvider({ children }: { children: ReactNode }) {
  const asked = useQuery({ queryKey: ["me"], queryFn: () => told(api.GET("/v1/me")), staleTime: 60_000 });
  const { inZone } = useWords();
  const [said] = useSearchParams();
  const [, setChosen] = useState("");
  const written = said.get("body");
  const found = asked.data;
  const bodies = found ? bodiesFrom(found.bodies, written, localStorage.getItem(placeOf(found.id))) : [];
  const now = bodies[0]?.code ?? "";
  const body = useBody(now);
  useEffect(() => {
    // A list that a colleague sent leads to its body, and one stays there.
    if (found && now) localStorage.setItem(placeOf(found.id), now);
  }, [found, now]);
  useEffect(() => {
    if (body.data) inZone(body.data.zone);
  }, [body.data, inZone]);
  const known = useMemo<Known | undefined>(
    () =>
      found && {
        me: { ...found, bodies: bodiesFrom(found.bodies, now) },
        chooseBody: (code) => {
          localStorage.setItem(placeOf(found.id), code);
          setChosen(code);
        },
      },
    [found, now],
  );
  if (!known) return <Waiting error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <Context.Provider value={known}>
      <Fragment key={now}>{children}</Fragment>
    </Context.Provider>
  );
}

function useKnown(): Known {
  const found = useContext(Context);
  if (!found) throw new Error("nobody is signed in here: put the part under MeProvider");
  return found;
}

/** Return who is signed in; of their bodies the first is the one that they work for now. */
export const useMe = (): Me => useKnown().me;

/** Return how to go on for another of one's bodies. */
export const useChooseBody = () => useKnown().chooseBody;

/** Return the code of the body that is worked for now. */
export const useBodyNow = (): string => useMe().bodies[0]?.code ?? "";

export const has = (me: Me, ...roles: Role[]) => roles.some((role) => me.roles.includes(role));

/** Return whether somebody may write down who a requester is (chalicelib/people/profiles.py). */
export const keepsPeople = (me: Me) => has(me, "agent", "reception", "distributor", "follow_up", "supervisor");

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

/** Return a body's sections, each with its directorate, and partners; a partner's own people see none. */
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
  return {
    sections: sections.data?.items ?? [],
    partners: (partners.data?.items ?? []) as Named[],
    asked: sections.isFetched,
  };
}

/** Return a body's directorates, and which section each category goes to by region: for who registers and refers. */
export function useSetup(body: string) {
  const query = { query: { body, limit: 100 } };
  const directorates = useQuery({
    queryKey: ["directorates", body],
    queryFn: () => told(api.GET("/v1/organisation/directorates", { params: query })),
    enabled: Boolean(body),
    staleTime: 300_000,
  });
  const categories = useQuery({
    queryKey: ["categories", body],
    queryFn: () => told(api.GET("/v1/organisation/categories", { params: query })),
    enabled: Boolean(body),
    staleTime: 300_000,
  });
  return {
    directorates: (directorates.data?.items ?? []) as Named[],
    categories: categories.data?.items ?? [],
    asked: directorates.isFetched && categories.isFetched,
  };
}
