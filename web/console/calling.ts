import { api } from "./api";

interface Asked {
  query?: Record<string, string | number | boolean | undefined>;
  header?: Record<string, string>;
  body?: unknown;
}

interface Answer {
  data?: never;
  error?: unknown;
  response: Response;
}

/** Call a route of the API by its address; what comes back is given its type by who asks (`told<T>`). */
export function calling(method: "GET" | "POST" | "PUT", path: string, { query, header, body }: Asked = {}) {
  const request = api.request as (method: string, path: string, init: object) => Promise<Answer>;
  return request(method.toLowerCase(), path, { params: { query, header }, ...(body !== undefined && { body }) });
}
