import { useWords } from "@shared/language/Language";
import { lazy, type ReactNode, Suspense } from "react";
import { Link, useLocation } from "wouter";
import { useBody } from "../body";
import { useUnsent } from "../offline/signs";

const Outstanding = lazy(() => import("./Outstanding"));

/** What stands around every page; `main` is the id of where its own content begins. */
export function Layout({ main = "main", children }: { main?: string; children: ReactNode }) {
  const { t, name, language, speak } = useWords();
  const { body, bodies, choose } = useBody();
  const other = language === "ar" ? "en" : "ar";
  const unsent = useUnsent();
  return (
    <div className="flex min-h-screen flex-col bg-ground text-aeblack-900">
      <a href={`#${main}`} className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-surface focus:p-3">
        {t("skip")}
      </a>
      <header className="border-b border-aeblack-100 bg-surface">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
          <Link href="/" className="flex min-w-0 items-center gap-3 no-underline">
            <Mark />
            <span className="min-w-0">
              <span className="block min-h-[1.25em] text-lg font-bold leading-tight">{name(body.name)}</span>
              <span className="block text-sm text-aeblack-700">{t("portal-name")}</span>
            </span>
          </Link>
          <button type="button" lang={other} className="aegov-link p-1 sm:order-last" onClick={() => speak(other)}>
            {t("language-other")}
          </button>
          <nav aria-label={t("nav")} className="flex w-full flex-wrap gap-x-5 gap-y-1 sm:w-auto">
            <NavLink href="/new">{t("nav-new")}</NavLink>
            <NavLink href="/tickets">{t("nav-track")}</NavLink>
            <NavLink href="/how">{t("nav-how")}</NavLink>
            <NavLink href="/contact">{t("nav-contact")}</NavLink>
          </nav>
        </div>
      </header>
      {unsent > 0 && (
        <Suspense>
          <Outstanding />
        </Suspense>
      )}
      <main
        id={main}
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl grow px-4 py-8 outline-none has-[>[role=status]]:min-h-screen"
      >
        {children}
      </main>
      <footer className="border-t border-aeblack-100 bg-surface">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-3 px-4 py-5 text-sm text-aeblack-700">
          <span>{name(body.name)}</span>
          <NavLink href="/me">{t("nav-own")}</NavLink>
          {bodies.length > 1 && (
            <label className="flex min-w-0 max-w-full flex-wrap items-center gap-2">
              {t("other-bodies")}
              <select
                className="rounded-lg py-1.5 text-sm"
                value={body.code}
                onChange={(e) => choose(e.currentTarget.value)}
              >
                {bodies.map((each) => (
                  <option key={each.code} value={each.code}>
                    {name(each.name)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      </footer>
    </div>
  );
}

function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const [path] = useLocation();
  return (
    <Link href={href} className="aegov-link py-1" aria-current={path.startsWith(href) ? "page" : undefined}>
      {children}
    </Link>
  );
}

/** A plain sign of our own: no emblem of any state or body is shipped. */
function Mark() {
  return (
    <svg width="40" height="40" viewBox="0 0 64 64" aria-hidden="true" className="shrink-0 text-primary-600">
      <rect width="64" height="64" rx="14" fill="currentColor" />
      <path
        d="M16 22a6 6 0 0 1 6-6h20a6 6 0 0 1 6 6v14a6 6 0 0 1-6 6H33l-9 8v-8h-2a6 6 0 0 1-6-6z"
        className="fill-on-primary"
      />
    </svg>
  );
}
