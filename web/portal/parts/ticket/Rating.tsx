import { type Schemas, told } from "@shared/api/client";
import { useCallback } from "react";
import { api } from "../../api";
import { as, type Held, useDeed } from "./deed";
import { RatingForm } from "./RatingForm";

/** Rate one's own ticket, once it is settled. */
export function Rating(held: Held) {
  const { ticket, bearer } = held;
  const call = useCallback(
    (body: Schemas["Rating"], key: string) =>
      told(api.POST("/v1/public/tickets/{number}/rating", { ...as(bearer, ticket.number, key), body })),
    [ticket.number, bearer],
  );
  const sending = useDeed("rating", held, call);
  return <RatingForm ticket={ticket} partner={ticket.partner} reopens="chosen" {...sending} />;
}
