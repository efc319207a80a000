import type { Body } from "./body";

const PLACE = "nidaa.portal";

/** Note which other portal's page led here (`?portal=code`, R018); it ends with the tab. */
export function noteSource(): void {
  const named = new URLSearchParams(location.search).get("portal");
  if (named) sessionStorage.setItem(PLACE, named);
}

/** Return the code of the portal that led here, if the body has such a channel; else "". */
export function sourcePortal(body: Body): string {
  const named = sessionStorage.getItem(PLACE);
  return body.channels.find(({ code }) => code === named)?.code ?? "";
}
