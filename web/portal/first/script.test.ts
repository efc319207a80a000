import { beforeEach, expect, test, vi } from "vitest";

/** What the script finds of a browser: an address, what the device keeps, a network. */
const page = { lang: "", dir: "", dataset: {} as Record<string, string> };
const fetched: string[] = [];
const asked: string[] = [];
const kept = new Map<string, string>();
const files = {
  words: { ar: ["/ar.js", "/ar.later.js"], en: ["/en.js", "/en.later.js"] },
  pages: [
    ["/", ["/never.js"]],
    ["/tickets", ["/tickets.js"]],
    ["/tickets/", ["/ticket.js"]],
  ],
};

async function open(address: string): Promise<void> {
  vi.resetModules();
  vi.stubGlobal("location", { href: `https://portal.example${address}` });
  await import("./script");
  await new Promise((done) => setTimeout(done));
}

beforeEach(() => {
  page.dataset = {};
  [fetched, asked].forEach((list) => list.splice(0));
  kept.clear();
  const shelf = { getItem: (name: string) => kept.get(name) ?? null };
  vi.stubGlobal("window", { localStorage: shelf, sessionStorage: shelf });
  vi.stubGlobal("MADE", files);
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("MutationObserver", function () {
    return { observe: () => undefined };
  });
  vi.stubGlobal("document", {
    documentElement: page,
    createElement: () => ({}),
    head: { append: ({ href }: { href: string }) => void fetched.push(href) },
  });
  vi.stubGlobal("fetch", async (path: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(`${path} ${headers["Accept-Language"]}`);
    return Response.json({ items: [{ code: "sawari" }, { code: "other" }] });
  });
});

test("who comes first reads Arabic, and the first body is asked for as soon as it is known", async () => {
  await open("/");
  expect([page.lang, page.dir, page.dataset["at"]]).toEqual(["ar", "rtl", "/"]);
  expect(fetched).toEqual(["/ar.js"]);
  expect(asked).toEqual(["/config.json ar", "/v1/public/bodies ar", "/v1/public/bodies/sawari ar"]);
});

test("a link's language wins over the one that is kept, and a page's own files come with the first ones", async () => {
  kept.set("nidaa.language", "ar");
  await open("/tickets?lang=en");
  expect([page.lang, page.dir, page.dataset["at"]]).toEqual(["en", "ltr", "/tickets"]);
  expect(fetched).toEqual(["/en.js", "/en.later.js", "/tickets.js"]);
});

test("what is no language of ours is not spoken, and what is no page of ours has no first look", async () => {
  kept.set("nidaa.language", "en");
  await open("/ticketsandmore?lang=toString");
  expect([page.lang, page.dataset["at"]]).toEqual(["en", ""]);
  expect(fetched).toEqual(["/en.js", "/en.later.js"]);
});

test("the body of a link or of this tab is asked for without waiting for the list", async () => {
  kept.set("nidaa.body", "other");
  kept.set("nidaa.palette", "sand");
  await open("/tickets/123");
  expect(page.dataset).toEqual({ at: "/tickets/", palette: "sand" });
  expect(asked).toEqual(["/config.json ar", "/v1/public/bodies ar", "/v1/public/bodies/other ar"]);
  asked.splice(0);
  await open("/?body=..%2Fstaff");
  expect(asked[2]).toBe("/v1/public/bodies/..%2Fstaff ar");
});

test("a browser that lets a page keep nothing still opens it", async () => {
  vi.stubGlobal("window", {
    get localStorage(): Storage {
      throw new DOMException("denied", "SecurityError");
    },
    get sessionStorage(): Storage {
      throw new DOMException("denied", "SecurityError");
    },
  });
  await open("/");
  expect(page.lang).toBe("ar");
});
