import { useEffect, useRef } from "react";
import { hearShortcut } from "./shortcuts";

/** Do something at a shortcut, while this is shown and may be done. */
export function useShortcut(text: string, deed: () => void, on = true): void {
  const latest = useRef(deed);
  useEffect(() => {
    latest.current = deed;
  });
  useEffect(() => (on ? hearShortcut(text, () => latest.current()) : undefined), [text, on]);
}
