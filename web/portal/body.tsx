import { type Schemas, told } from "@shared/api/client";
import { config } from "@shared/config";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useState } from "react";
import { api } from "./api";
import { Waiting } from "./parts/Waiting";
import { noteSource } from "./source";

export type Body = Schemas["PublicBody"];

const PLACE = "nidaa.body";
const PALETTE = "nidaa.palette";

interface Given {
  body: Body;
  bodies: Schemas["BodyRef"][];
  choose: (code: string) => void;
}

export const BodyContext = createContext<Given | undefined>(undefined);

/** Return the body that a link names (`?body=code`), or that was chosen in this tab. */
function chosen(): string {
  noteSource();
  const linked = new URLSearchParams(location.search).get("body");
  if (linked) sessionStorage.setItem(PLACE, linked);
  return linked ?? sessionStorage.getItem(PLACE) ?? "";
}

/** Knows whose portal this is: the host's, or the body that was chosen (`?body=code`). */
export function BodyProvider({ children }: { children: ReactNode }) {
  const { inZone } = useWords();
  const [code, setCode] = useState(chosen);
  const bodies = useQuery({
    queryKey: ["bodies"],
    queryFn: () => told(api.GET("/v1/public/bodies")),
    staleTime: Infinity,
  });
  const wanted = bodies.data?.items.find((each) => each.code === code)?.code ?? bodies.data?.items[0]?.code;
  const body = useBodyOf(wanted);
  const settings = useQuery({ queryKey: ["settings"], queryFn: config, staleTime: Infinity });
  const palette = settings.data?.palettes[wanted ?? ""] ?? ""; // without an answer: the first palette
  useEffect(() => {
    if (body.data) inZone(body.data.zone);
  }, [body.data, inZone]);
  useLayoutEffect(() => {
    if (settings.isPending || !wanted) return;
    document.documentElement.dataset["palette"] = palette;
    sessionStorage.setItem(PALETTE, palette);
  }, [settings.isPending, wanted, palette]);
  if (!body.data || !bodies.data || settings.isPending)
    return <Waiting error={bodies.error ?? body.error} retry={() => void bodies.refetch()} />;
  const choose = (other: string) => {
    sessionStorage.setItem(PLACE, other);
    setCode(other);
  };
  return (
    <BodyContext.Provider value={{ body: body.data, bodies: bodies.data.items, choose }}>
      {children}
    </BodyContext.Provider>
  );
}

export function useBody() {
  const found = useContext(BodyContext);
  if (!found) throw new Error("no body here: put the part under BodyProvider");
  return found;
}

/** Ask for a body: the one whose portal this is, or another whose ticket is looked at. */
export function useBodyOf(code: string | undefined) {
  return useQuery({
    queryKey: ["body", code],
    queryFn: () => told(api.GET("/v1/public/bodies/{code}", { params: { path: { code: code! } } })),
    enabled: Boolean(code),
    staleTime: 300_000,
  });
}
