import type { Line } from "./line";
import { PhoneRefused } from "./phone";

/** How long a call that one was let into may take to be shown, in milliseconds. */
const LET_IN = 30_000;

/** Be heard in a call that a supervisor was let into, as soon as the softphone shows it: it begins unheard. */
export function speakWhenShown(line: Pick<Line, "state" | "hear" | "phone">, clock: () => number = Date.now): void {
  const until = clock() + LET_IN;
  const look = () => {
    const watched = line.state().calls.find(({ watching }) => watching === "listen")?.id;
    const late = clock() >= until;
    if (!watched && !late) return;
    stop();
    // A refusal leaves one listening, as is shown; the way in stands there still.
    if (watched && !late) line.phone?.speak(watched, true).catch(letRefuse);
  };
  const stop = line.hear(look);
  look();
}

function letRefuse(why: unknown): void {
  if (!(why instanceof PhoneRefused)) throw why;
}
