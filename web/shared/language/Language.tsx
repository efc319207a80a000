import type { FluentBundle } from "@fluent/bundle";
import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Words } from "../api/client";
import { addTo, type Arguments, bundleOf, type Language, LANGUAGES, say } from "./bundle";
import { type Format, formatFor, lengthOf } from "./format";

const PLACE = "nidaa.language";

/** Loads the texts of one language: each face brings its own catalogues. */
export type Catalogues = Record<Language, () => Promise<{ default: readonly string[] }>>;

interface Spoken {
  language: Language;
  direction: "rtl" | "ltr";
  /** Say a message of the catalogues. */
  t: (id: string, args?: Arguments) => string;
  /** Choose the reader's language of a thing that the body named in both. */
  name: (words: Words | null | undefined) => string;
  format: Format;
  /** Say a number of minutes as days, hours or minutes, with the right plural. */
  length: (minutes: number) => string;
  speak: (language: Language) => void;
  /** Add the texts of pages that are not seen at first, once a language. */
  learn: (texts: readonly string[]) => void;
  /** Set the zone in which instants are shown. */
  inZone: (zone: string) => void;
}

const Context = createContext<Spoken | undefined>(undefined);

let current: Language = known() ?? "ar";

/** Return the language now spoken, for code outside components. */
export const spoken = (): Language => current;

/** Return whether the reader has chosen a language: by a link (`?lang=en`), or earlier on this device. */
export const isChosen = () => localStorage.getItem(PLACE) !== null;

/** A link's language wins, and is remembered; it leaves the address, so that another choice holds after a reload. */
function known(): Language | undefined {
  if (!("location" in globalThis)) return undefined;
  const address = new URL(location.href);
  const linked = LANGUAGES.find((each) => each === address.searchParams.get("lang"));
  if (address.searchParams.has("lang")) {
    address.searchParams.delete("lang");
    history.replaceState(history.state, "", address);
  }
  if (linked) localStorage.setItem(PLACE, linked);
  return linked ?? LANGUAGES.find((each) => each === localStorage.getItem(PLACE));
}

/** Speaks a language to what it holds; at a change all is mounted anew, for some parts know a direction only then. */
export function LanguageProvider({ catalogues, children }: { catalogues: Catalogues; children: ReactNode }) {
  const [language, setLanguage] = useState(current);
  const [zone, setZone] = useState("Asia/Muscat");
  const [bundles, setBundles] = useState<Partial<Record<Language, FluentBundle>>>({});
  const bundle = bundles[language];

  useEffect(() => {
    current = language;
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
    if (bundle) return;
    void catalogues[language]().then(({ default: texts }) =>
      setBundles((before) => ({ ...before, [language]: bundleOf(language, texts) })),
    );
  }, [language, bundle, catalogues]);

  const spokenNow = useMemo(
    () => bundle && speakBy(bundle, language, zone, setLanguage, setZone),
    [bundle, language, zone],
  );
  if (!spokenNow) return null;
  return (
    <Context.Provider value={spokenNow}>
      <Fragment key={language}>{children}</Fragment>
    </Context.Provider>
  );
}

/** Speaks one language for good, from the first word on: for what is drawn when a face is built. */
export function Speaking(given: { language: Language; texts: readonly string[]; children: ReactNode }) {
  const nothing = () => undefined;
  const bundle = bundleOf(given.language, given.texts);
  const spokenNow = speakBy(bundle, given.language, "UTC", nothing, nothing);
  return <Context.Provider value={spokenNow}>{given.children}</Context.Provider>;
}

function speakBy(
  bundle: FluentBundle,
  language: Language,
  zone: string,
  speak: (language: Language) => void,
  inZone: (zone: string) => void,
): Spoken {
  const t = (id: string, args?: Arguments) => say(bundle, id, args);
  return {
    language,
    direction: language === "ar" ? "rtl" : "ltr",
    t,
    name: (words) => words?.[language] || words?.ar || words?.en || "",
    format: formatFor(language, zone),
    length: (minutes) => {
      const { hours, minutes: rest } = lengthOf(minutes);
      const parts = [hours && t("hours", { n: hours }), rest && t("minutes", { n: rest })];
      return parts.filter((part) => part).join(language === "ar" ? " و" : " ") || t("minutes", { n: 0 });
    },
    speak: (wanted) => {
      localStorage.setItem(PLACE, wanted);
      speak(wanted);
    },
    learn: (texts) => addTo(bundle, texts),
    inZone,
  };
}

/** Return how to speak to the reader. */
export function useWords(): Spoken {
  const found = useContext(Context);
  if (!found) throw new Error("no language is spoken here: put the part under LanguageProvider");
  return found;
}
