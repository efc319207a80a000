import Modal from "@cloudscape-design/components/modal";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { isTyping, type Shortcut, shortcutOf, SHORTCUTS, tellShortcut } from "../shortcuts";

/** Where a shortcut leads that is no page: the field to search in. */
const PLACES: Record<string, string> = { "shortcut-search": "input[type=search]" };

/** Listens to the shortcuts, and lists them under `?`. */
export function Shortcuts() {
  const { t } = useWords();
  const [, go] = useLocation();
  const [listed, setListed] = useState(false);
  useEffect(() => {
    const follow = ({ text, to }: Shortcut): boolean => {
      if (to) go(to);
      else if (text === "shortcut-help") setListed(true);
      else if (PLACES[text]) {
        const place = document.querySelector<HTMLElement>(PLACES[text]);
        place?.focus();
        return place !== null;
      } else return tellShortcut(text);
      return true;
    };
    const hear = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (!shortcut || event.defaultPrevented || isTyping(event.target)) return;
      if (follow(shortcut)) event.preventDefault();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [go]);
  return (
    <Modal
      visible={listed}
      header={t("shortcuts")}
      closeAriaLabel={t("close-panel")}
      onDismiss={() => setListed(false)}
    >
      <p>{t("shortcuts-note")}</p>
      <dl className="keys">
        {SHORTCUTS.map(({ key, text }) => (
          <div key={key}>
            <dt>
              <Ltr>
                <kbd>{key}</kbd>
              </Ltr>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
