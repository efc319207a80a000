/**
 * How often a board is asked for, in milliseconds. While the live connection tells what happens, seldom: a message may
 * be lost all the same. Without it so often that nothing shown is older than five seconds.
 */
export const TOLD = 30_000;
export const ALONE = 4_000;

export interface Throttled {
  /** Do it: at once, or once more at the end of the pause if it was just done. */
  ask: () => void;
  /** Do it no more until it is asked for again. */
  stop: () => void;
}

/** Return what does a deed at once, but not again within a pause: then once, at its end. */
export function throttled(deed: () => void, pause: number): Throttled {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;
  const ask = () => {
    if (resting) {
      wanted = true;
      return;
    }
    deed();
    resting = setTimeout(() => {
      resting = undefined;
      if (!wanted) return;
      wanted = false;
      ask();
    }, pause);
  };
  const stop = () => {
    clearTimeout(resting);
    resting = undefined;
    wanted = false;
  };
  return { ask, stop };
}
