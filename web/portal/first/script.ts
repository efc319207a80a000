/**
 * Runs before the first paint, as a file of its own ahead of all else: decides the language, by it the direction, and
 * which first look is seen; then asks at once for whatever the page is going to need, so that nothing waits for a turn.
 */
declare const MADE: {
  /** Files by language: the words of the front page, and of all others. */
  words: Record<string, [string, string]>;
  /** The addresses of pages, with a page's own files; one that ends with a stroke has more behind it. */
  pages: [path: string, files: string[]][];
};

(() => {
  const page = document.documentElement;
  const address = new URL(location.href);

  /** What the device keeps; some browsers let a page know nothing of it. */
  const kept = (shelf: "localStorage" | "sessionStorage", place: string) => {
    try {
      return window[shelf].getItem(place);
    } catch {
      return null;
    }
  };
  const known = (text: string | null) => (text !== null && Object.hasOwn(MADE.words, text) ? text : "");
  const language = known(address.searchParams.get("lang")) || known(kept("localStorage", "nidaa.language")) || "ar";
  page.lang = language;
  page.dir = language === "ar" ? "rtl" : "ltr";
  page.dataset["palette"] = kept("sessionStorage", "nidaa.palette") ?? "";
  const { pathname } = address;
  const leadsTo = (path: string) =>
    path.length > 1 && path.endsWith("/") ? pathname.startsWith(path) : pathname === path;
  const [path, files] = MADE.pages.find(([each]) => leadsTo(each)) ?? ["", []];
  page.dataset["at"] = path;

  const [front, others] = MADE.words[language]!;
  for (const file of path === "/" ? [front] : [front, others, ...files]) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = file;
    document.head.append(link);
  }

  const asked = new Map<string, Promise<Response>>();
  Object.assign(window, { nidaaAsked: asked });
  const ask = (path: string) => {
    const answer = fetch(path, { headers: { "Accept-Language": language } });
    answer.catch(() => undefined); // who takes it is told
    asked.set(path, answer);
    return answer;
  };
  const bodies = "/v1/public/bodies";
  const askFor = (code: string) => ask(`${bodies}/${encodeURIComponent(code)}`);
  const chosen = address.searchParams.get("body") ?? kept("sessionStorage", "nidaa.body");
  void ask("/config.json");
  const list = ask(bodies);
  if (chosen) askFor(chosen);
  else
    list
      .then((answer) => answer.clone().json())
      .then(({ items }: { items: { code: string }[] }) => items[0] && askFor(items[0].code))
      .catch(() => undefined);

  // The look in the other language goes as soon as both are there.
  const parsed = new MutationObserver(() => {
    if (!document.getElementById("root")) return;
    parsed.disconnect();
    document.querySelector(`#first > :not([lang="${language}"])`)?.remove();
  });
  parsed.observe(page, { childList: true, subtree: true });

  setTimeout(() => (page.dataset["waits"] = "long"), 2000);
  setTimeout(() => (page.dataset["waits"] = "very-long"), 12_000);

  // Until the page is there its buttons do what they can without it.
  addEventListener("click", ({ target }) => {
    const speak = target instanceof Element && target.closest("#first button")?.getAttribute("lang");
    if (!speak) return;
    localStorage.setItem("nidaa.language", speak);
    location.reload();
  });
})();

export {};
