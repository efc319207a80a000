import { useLayoutEffect } from "react";

/** Put the page in place of the first look, as soon as it has something to say; who had a link in focus keeps it. */
export function useReveal(ready = true): void {
  useLayoutEffect(() => {
    if (ready) reveal();
  }, [ready]);
}

function reveal(): void {
  const first = document.getElementById("first");
  const focused = document.activeElement;
  const address = first?.contains(focused) ? focused?.getAttribute("href") : undefined;
  first?.remove();
  if (address) document.querySelector<HTMLElement>(`#root a[href="${CSS.escape(address)}"]`)?.focus();
}
