import { useWords } from "@shared/language/Language";
import { clockOf, secondsSince, type Urgency, urgencyOfWait } from "../../supervision";

/** How long something has lasted, on a clock that runs. */
export function Since({ at, now }: { at: string | null | undefined; now: number }) {
  if (!at) return <span>–</span>;
  return (
    <time role="timer" className="digits" dir="ltr" dateTime={at}>
      {clockOf(secondsSince(at, now))}
    </time>
  );
}

/** How long somebody has waited; that it is long is said too, not shown by colour alone. */
export function Wait({ at, now }: { at: string | null; now: number }) {
  const { t } = useWords();
  const urgency: Urgency = at ? urgencyOfWait(secondsSince(at, now)) : "calm";
  return (
    <span className={`wait wait-${urgency}`}>
      <Since at={at} now={now} />
      {urgency !== "calm" && <span className="wait-said">{t(`live-wait-${urgency}`)}</span>}
    </span>
  );
}
