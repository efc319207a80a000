import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { Count, One, Part } from "../fields";
import { choicesOf, inUseOf, useThings } from "../things";

const KINDS = ["inquiry", "information_request", "complaint", "report", "observation", "suggestion", "thanks"] as const;

/** What becomes of those whom nobody can answer now: voice messages (R086) and calls back (R087, R148). */
export function AfterHours() {
  const { t, name } = useWords();
  const categories = choicesOf(inUseOf(useThings("categories").data), name);
  return (
    <SpaceBetween size="l">
      <Part title={t("switchboard-voicemail")} hint={t("switchboard-voicemail-hint")}>
        <div className="pair">
          <One path="voicemail.kind" choices={KINDS.map((value) => ({ value, label: t(codeId("kind", value)) }))} />
          <One path="voicemail.category" choices={categories} />
          <Count path="voicemail.most_seconds" hint={t("switchboard-most-seconds-hint")} />
        </div>
      </Part>
      <Part title={t("switchboard-callbacks")} hint={t("switchboard-callbacks-hint")}>
        <div className="pair">
          <Count path="callbacks.tries" />
          <Count path="callbacks.hours_apart" />
          <Count path="callbacks.days" label={t("switchboard-callback-days")} />
        </div>
      </Part>
    </SpaceBetween>
  );
}
