import type { Language } from "@shared/language/bundle";
import { useWords } from "@shared/language/Language";
import { type ReactNode, useEffect, useState } from "react";
import { later } from "../words";
import { Waiting } from "./Waiting";

const learned = new Set<Language>();

/** Fetches the words of all but the first page before such a page is shown. */
export function WithWords({ children, quiet }: { children: ReactNode; quiet?: boolean }) {
  const { language, learn } = useWords();
  const [ready, setReady] = useState(learned.has(language));
  useEffect(() => {
    if (ready) return;
    void later[language]().then(({ default: texts }) => {
      if (!learned.has(language)) learn(texts);
      learned.add(language);
      setReady(true);
    });
  }, [ready, language, learn]);
  if (ready) return children;
  return quiet ? null : <Waiting error={null} />;
}
