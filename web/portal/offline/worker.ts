/**
 * The service worker: the portal and its form open without a connection. Pages are asked of the network first, so that
 * none is older than the newest that could be reached; a hashed file never changes, and comes from the device. Of the
 * API only what everybody may read and a form needs is kept (the bodies), and shown only without a connection.
 */
interface Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: Event) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
}

/** Written by the build (tools/worker.ts): the files of this deployment, and which of them its page names. */
declare const MADE: { version: string; entry: string; files: string[] };

const worker = self as unknown as Worker;
const FILES = "nidaa-files-";
const OURS = `${FILES}${MADE.version}`;
const ANSWERS = "nidaa-answers";
const KEPT = /^\/(config\.json|v1\/public\/bodies(\/[\w-]+)?)$/;
const OTHERS = /^\/(v1|console|cognito|ws|_local)(\/|$)|\.\w+$/;

worker.addEventListener("install", (event) => event.waitUntil(fill().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (event) => event.waitUntil(sweep().then(() => worker.clients.claim())));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!OTHERS.test(pathname)) event.respondWith(page(request));
  } else if (pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (KEPT.test(pathname)) event.respondWith(answer(request));
});

/** Fetch the page and all that belongs to it; a page of another deployment is not taken, the next visit tries again. */
async function fill(): Promise<void> {
  const found = await fetch("/", { cache: "no-cache" });
  if (!found.ok || !(await found.clone().text()).includes(MADE.entry)) throw new Error("a page of another deployment");
  const cache = await caches.open(OURS);
  await cache.addAll(MADE.files);
  await cache.put("/", found);
  await (await caches.open(ANSWERS)).add("/config.json");
}

/** Keep the files of this deployment, and of the last for the pages that are still open; forget the others. */
async function sweep(): Promise<void> {
  const kept = (await caches.keys()).filter((name) => name.startsWith(FILES));
  for (const name of kept.slice(0, -2)) await caches.delete(name);
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match("/", { cacheName: OURS })) ?? Response.error();
  }
}

async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const found = await fetch(request);
  if (found.ok) await (await caches.open(OURS)).put(request, found.clone());
  return found;
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(ANSWERS);
  try {
    const found = await fetch(request);
    if (found.ok) await cache.put(request, found.clone());
    return found;
  } catch {
    return (await cache.match(request, { ignoreVary: true })) ?? Response.error();
  }
}

export {};
