import Button from "@cloudscape-design/components/button";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { useLocation } from "wouter";
import { stepOf, trail } from "../trail";
import { useShortcut } from "../useShortcut";

/** The way through the list that a ticket was opened from: the one before, the next, and back. */
export function Steps({ number }: { number: string }) {
  const { t, direction } = useWords();
  const [, go] = useLocation();
  const step = stepOf(number, trail());
  const follow = (to: string | undefined) => to && go(to);
  const [before, after] = [step?.before, step?.after].map((next) => next && `/tickets/${next}`);
  useShortcut("shortcut-before", () => follow(before), Boolean(before));
  useShortcut("shortcut-next", () => follow(after), Boolean(after));
  useShortcut("shortcut-back", () => follow(step?.list), Boolean(step));
  if (!step) return null;
  const [back, on] =
    direction === "rtl" ? (["angle-right", "angle-left"] as const) : (["angle-left", "angle-right"] as const);
  return (
    <nav className="steps no-print" aria-label={t("steps")}>
      <Button variant="inline-link" onClick={() => follow(step.list)}>
        {t("shortcut-back")}
      </Button>
      {step.place > 0 && (
        <>
          <Button
            variant="icon"
            iconName={back}
            disabled={!before}
            ariaLabel={t("shortcut-before")}
            onClick={() => follow(before)}
          />
          <Ltr>
            {step.place} / {step.of}
          </Ltr>
          <Button
            variant="icon"
            iconName={on}
            disabled={!after}
            ariaLabel={t("shortcut-next")}
            onClick={() => follow(after)}
          />
        </>
      )}
    </nav>
  );
}
