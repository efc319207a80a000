import { I18nProvider, type I18nProviderProps } from "@cloudscape-design/components/i18n";
import { useWords } from "@shared/language/Language";
import { type ReactNode, useEffect, useState } from "react";

type Messages = I18nProviderProps.Messages;

const load = {
  ar: () => import("@cloudscape-design/components/i18n/messages/all.ar.json"),
  en: () => import("@cloudscape-design/components/i18n/messages/all.en.json"),
};

/** Gives Cloudscape's own labels (sort, close, page 2 of 3) in the reader's language. */
export function CloudscapeWords({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const [messages, setMessages] = useState<Messages>();
  useEffect(() => {
    void load[language]().then((loaded) => setMessages(loaded.default as unknown as Messages));
  }, [language]);
  if (!messages) return null;
  return (
    <I18nProvider locale={language} messages={[messages]}>
      {children}
    </I18nProvider>
  );
}
