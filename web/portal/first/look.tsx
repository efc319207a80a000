import type { Language } from "@shared/language/bundle";
import { Speaking, useWords } from "@shared/language/Language";
import { renderToStaticMarkup } from "react-dom/server";
import { Router } from "wouter";
import { type Body, BodyContext } from "../body";
import { Ways } from "../pages/Home";
import { Layout } from "../parts/Layout";
import { Page } from "../parts/Page";

/** Pages whose heading is known before anything is asked: the ids of their title, and of what is said below it. */
const HEADINGS: Record<string, [title: string, lead?: string]> = {
  "/new": ["new-title", "new-lead"],
  "/tickets": ["track-title", "track-lead"],
  "/how": ["how-title"],
  "/contact": ["contact-title"],
  "/me": ["own-title", "own-lead"],
};

/** A body of which nothing is known yet. */
const NOBODY = { code: "", name: { ar: "", en: "" }, channels: [], promises: [] } as unknown as Body;

/**
 * Draw what is seen before the scripts are there, as it stands in the page itself: the pages' own head, in one
 * language. It is drawn when the portal is built, and goes as soon as the page has something to say (reveal.ts).
 */
export function firstLook(language: Language, texts: readonly string[]): string {
  return renderToStaticMarkup(
    <div lang={language} dir={language === "ar" ? "rtl" : "ltr"}>
      <Router ssrPath="/nowhere">
        <Speaking language={language} texts={texts}>
          <BodyContext.Provider value={{ body: NOBODY, bodies: [], choose: () => undefined }}>
            <Layout main={`first-${language}`}>
              <Heads />
            </Layout>
          </BodyContext.Provider>
        </Speaking>
      </Router>
    </div>,
  );
}

function Heads() {
  const { t } = useWords();
  return (
    <>
      <div data-at="/">
        <Page title={t("home-title")} lead={<p>{t("home-lead")}</p>}>
          <Ways />
        </Page>
      </div>
      {Object.entries(HEADINGS).map(([path, [title, lead]]) => (
        <div key={path} data-at={path}>
          <Page title={t(title)} lead={lead && <p>{t(lead)}</p>}>
            {null}
          </Page>
        </div>
      ))}
      <div className="first-wait mt-6 text-aeblack-700">
        <p role="status">{t("loading")}</p>
        <p>
          <a href="" className="aegov-link">
            {t("retry")}
          </a>
        </p>
      </div>
      <noscript>
        <p className="card mt-6 font-semibold">{t("first-no-script")}</p>
      </noscript>
    </>
  );
}
