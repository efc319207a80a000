import { type Schemas, told } from "@shared/api/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "./api";
import { has, useBodyNow, useMe } from "./me";
import { fetchBoard } from "./supervision";
import { useThings } from "./pages/admin/things";

export type Switchboard = Schemas["Switchboard"];
export type SwitchboardShown = Schemas["SwitchboardShown"];

export const fetchSwitchboard = (body: string) =>
  told(api.GET("/v1/organisation/switchboard", { params: { query: { body } } }));

/** Return a body's switchboard: its queues and dispositions with their names. */
export function useSwitchboard(body: string) {
  return useQuery({
    queryKey: ["switchboard", body],
    queryFn: () => fetchSwitchboard(body),
    enabled: Boolean(body),
    staleTime: 300_000,
  });
}

export interface Agent {
  username: string;
  name: string;
}

/** Return who may have taken a contact, for who looks up others': from the list of staff, else from the board. */
export function useAgents(): readonly Agent[] {
  const me = useMe();
  const body = useBodyNow();
  const lists = has(me, "admin", "distributor", "follow_up", "manager", "supervisor");
  const staff = useThings("staff", lists);
  const board = useQuery({
    queryKey: ["supervision", body, "agents"],
    queryFn: () => fetchBoard(body),
    enabled: !lists && has(me, "quality", "executive"),
    staleTime: 300_000,
  });
  if (!lists) return board.data?.agents ?? [];
  return (staff.data ?? []).filter(({ roles }) => roles.includes("agent") || roles.includes("supervisor"));
}
