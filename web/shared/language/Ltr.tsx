import type { ReactNode } from "react";
import { grouped } from "./format";

/** Shows what is read from left to right in every language: a phone, an address, a code. */
export function Ltr({ children }: { children: ReactNode }) {
  return <bdi dir="ltr">{children}</bdi>;
}

/** Shows a ticket's number. */
export function TicketNumber({ number }: { number: string }) {
  return <bdi dir="ltr">{grouped(number)}</bdi>;
}
