import { useEffect, useState } from "react";
import { clockOf } from "../../supervision";

/** How long something lasts, in digits of one width; `until` counts down to then, and past it up again. */
export function Timer({ since, until }: { since?: number; until?: number }) {
  const now = useNow();
  const late = until !== undefined && now > until;
  const seconds = Math.abs((until ?? now) - (until === undefined ? (since ?? now) : now)) / 1000;
  return (
    <bdi dir="ltr" role="timer" className={late ? "timer timer-late" : "timer"}>
      {late && "+"}
      {clockOf(seconds)}
    </bdi>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return now;
}
