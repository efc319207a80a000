import { QueryClient } from "@tanstack/react-query";
import { Refusal } from "./api/refusal";

/** What is read is read again only if that may help; nothing is written through queries. */
export function queries(): QueryClient {
  const retry = (count: number, error: Error) => count < 2 && error instanceof Refusal && error.passing;
  return new QueryClient({ defaultOptions: { queries: { retry, staleTime: 15_000, networkMode: "always" } } });
}
