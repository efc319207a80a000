import { useEffect, useState } from "react";

/** Return a text once nobody has changed it for a while, so that each letter is no call. */
export function useLater(text: string, pause = 600): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const waiting = setTimeout(() => setLater(text), pause);
    return () => clearTimeout(waiting);
  }, [text, pause]);
  return later;
}
