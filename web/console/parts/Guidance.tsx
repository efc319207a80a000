import Alert from "@cloudscape-design/components/alert";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";

/** The card of how to deal with a kind of client (R081): beside who calls, and on their profile. */
export function Guidance({ words }: { words: Schemas["Words"] }) {
  const { t, name } = useWords();
  return (
    <Alert type="info" header={t("caller-guidance")}>
      <span dir="auto">{name(words)}</span>
    </Alert>
  );
}
