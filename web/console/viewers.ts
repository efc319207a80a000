import { type Schemas, told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useQuery } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import { api } from "./api";

export type Viewer = Schemas["ViewerView"];

const EVERY = 20_000;

/** What is new among those who look: who came, and who began to write. */
export interface News {
  came: string[];
  writes: string[];
}

/** Return what is worth telling once: nobody is told twice of the same person, nor that somebody left. */
export function newsOf(before: readonly Viewer[], now: readonly Viewer[]): News {
  const was = new Map(before.map((each) => [each.id, each]));
  return {
    came: now.filter(({ id, writing }) => !was.has(id) && !writing).map(({ name }) => name),
    writes: now.filter(({ id, writing }) => writing && !was.get(id)?.writing).map(({ name }) => name),
  };
}

/** Return the first letters of the first and the last part of a name, kept from joining, as Arabic letters would. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => [...(part ?? "")][0] ?? "");
  return letters.filter((letter) => letter).join("\u200c");
}

/** Tell that a form of this ticket holds words that were not sent. */
type Writing = (form: string, on: boolean) => void;
const Told = createContext<Writing>(() => undefined);
const Others = createContext<readonly Viewer[]>([]);
export const WritingProvider = Told.Provider;
export const OthersProvider = Others.Provider;

/** Say while a form holds words that were not sent; others who look at the ticket see a pencil. */
export function useWriting(form: string, on: boolean): void {
  const tell = useContext(Told);
  useEffect(() => {
    tell(form, on);
    return () => tell(form, false);
  }, [tell, form, on]);
}

/** Return the others who write on this ticket now. */
export const useWriters = () => useContext(Others).filter(({ writing }) => writing);

/** Return which forms hold words, and how they tell. */
export function useForms(): { writing: boolean; tell: Writing } {
  const [forms, setForms] = useState<readonly string[]>([]);
  const tell = useCallback<Writing>((form, on) => {
    setForms((before) => {
      if (before.includes(form) === on) return before;
      return on ? [...before, form] : before.filter((each) => each !== form);
    });
  }, []);
  return { writing: forms.length > 0, tell };
}

/**
 * Say that this ticket is open here, and return who else has it open. A hidden tab says nothing, and is taken for gone;
 * so is one that is closed or that went to another page.
 */
export function useViewers(number: string, writing: boolean): readonly Viewer[] {
  const path = { params: { path: { number } } };
  const said = useRef(writing);
  const look = useQuery({
    queryKey: ["viewers", number],
    queryFn: () => told(api.PUT("/v1/tickets/{number}/viewers/me", { ...path, body: { writing: said.current } })),
    refetchInterval: ({ state }) => (isGone(state.error) ? false : EVERY),
    refetchOnWindowFocus: true,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const { refetch } = look;
  useEffect(() => {
    if (said.current === writing) return;
    said.current = writing;
    void refetch();
  }, [writing, refetch]);
  useEffect(() => {
    const leave = () => void api.DELETE("/v1/tickets/{number}/viewers/me", { ...path, keepalive: true }).catch(unheard);
    const hidden = () => document.visibilityState === "hidden" && leave();
    document.addEventListener("visibilitychange", hidden);
    globalThis.addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      globalThis.removeEventListener("pagehide", leave);
      leave();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [number]);
  return look.data?.items ?? [];
}

const isGone = (error: Error | null) => error instanceof Refusal && error.status === 404;

/** That somebody left need not arrive: without news they are taken for gone. */
function unheard(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
