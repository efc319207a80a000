/** What the page asked for before its scripts were there (portal/first/script.ts), by its path. */
declare global {
  var nidaaAsked: Map<string, Promise<Response>> | undefined;
}

/** Fetch what is asked for; an answer that is on its way already is taken, once. */
export function fetchAhead(asked: Request | string): Promise<Response> {
  const { url, method } = typeof asked === "string" ? { url: asked, method: "GET" } : asked;
  const { pathname, search } = new URL(url, globalThis.location?.href);
  const found = method === "GET" ? globalThis.nidaaAsked?.get(pathname + search) : undefined;
  if (!found) return fetch(asked);
  globalThis.nidaaAsked?.delete(pathname + search);
  return found;
}
