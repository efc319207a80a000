import { useWords } from "@shared/language/Language";
import { DAY, NIGHT } from "@shared/map/drawing";
import { drawMap, type PointMap } from "@shared/map/pointing";
import type { Point } from "@shared/map/place";
import { useEffect, useRef } from "react";
import type { Body } from "../body";

interface Given {
  regions: Body["regions"];
  /** The region that was chosen, to look at first. */
  region: string;
  pin: Point | undefined;
  choose: (point: Point) => void;
}

const LABEL =
  "pointer-events-none max-w-16 text-center text-[0.65rem] leading-tight font-semibold sm:max-w-28 sm:text-xs text-aeblack-800";

/** A map of the body's own regions, as it drew them: no other host is asked for one. It loads when it is opened. */
export default function PinMap({ regions, region, pin, choose }: Given) {
  const { t, name, direction } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<PointMap>(undefined);
  const chosen = useRef(choose);
  useEffect(() => {
    chosen.current = choose;
  });

  useEffect(() => {
    const made = drawMap(box.current!, {
      regions,
      region,
      words: { map: t("pin-map"), here: t("pin-here"), nearer: t("pin-nearer"), farther: t("pin-farther") },
      nameOf: (each) => name(each.name),
      labelled: LABEL,
      rtl: direction === "rtl",
      colours: matchMedia("(prefers-color-scheme: dark)").matches ? NIGHT : DAY,
      choose: (point) => chosen.current(point),
    });
    map.current = made;
    return () => made.remove();
    // The map is made once: a change of language mounts this anew, and what is chosen moves only the pin.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => map.current?.put(pin), [pin]);

  return (
    <div className="grid gap-2">
      <p className="text-sm text-aeblack-700">{t("pin-hint")}</p>
      <div ref={box} dir="ltr" className="h-80 overflow-hidden rounded-xl border-2 border-aeblack-300" />
      <button
        type="button"
        className="aegov-btn btn-outline btn-sm justify-self-start"
        onClick={() => choose(map.current!.centre())}
      >
        {t("pin-centre")}
      </button>
    </div>
  );
}
