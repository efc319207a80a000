import { unsent } from "./signs";

/** What the page asked for before the worker was there; it is asked once more, to be kept for a day without network. */
const ASKED = /\/(config\.json|v1\/public\/bodies(\/[\w-]+)?)$/;

/** Send what waits, and have the worker ready for a day without a connection. */
export function start(): void {
  if (unsent()) void import("./outbox");
  if ("serviceWorker" in navigator) void ready();
}

async function ready(): Promise<void> {
  const had = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (had) onNextPage(() => location.reload());
    else keepAnswers();
  });
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && navigator.onLine) void registration.update().catch(() => undefined);
  });
}

/** Ask once more for what went past the worker: what was asked for before it came, and what was on its way then. */
function keepAnswers(): void {
  const again = new Set<string>();
  new PerformanceObserver((told) => {
    for (const { name, workerStart } of told.getEntries() as PerformanceResourceTiming[]) {
      if (workerStart || again.has(name) || !ASKED.test(name)) continue;
      again.add(name);
      void fetch(name);
    }
  }).observe({ type: "resource", buffered: true });
}

/** A new deployment is taken up when somebody goes on to another page: never in the middle of one. */
function onNextPage(deed: () => void): void {
  for (const type of ["pushState", "popstate"]) addEventListener(type, deed, { once: true });
}
