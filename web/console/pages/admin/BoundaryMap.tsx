import Button from "@cloudscape-design/components/button";
import { useWords } from "@shared/language/Language";
import type { Point, Region } from "@shared/map/place";
import { useEffect, useRef } from "react";
import { useTheme } from "../../theme";
import type { Boundary } from "./boundary";
import { drawOutline, type OutlineMap } from "./outline";

interface Given {
  regions: readonly Region[];
  boundary: Boundary | null;
  /** The corners that may be moved and added to; none of a boundary that is only shown. */
  corners: readonly Point[] | undefined;
  change: (corners: readonly Point[]) => void;
}

/** The body's own regions, and the boundary of one of them, drawn corner by corner; no other host is asked. */
export default function BoundaryMap({ regions, boundary, corners, change }: Given) {
  const { t, name, direction } = useWords();
  const { theme } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<OutlineMap>(undefined);
  const now = useRef({ corners, change });
  useEffect(() => {
    now.current = { corners, change };
  });
  const add = (point: Point) => {
    const { corners: drawn, change: tell } = now.current;
    if (drawn) tell([...drawn, point]);
  };

  useEffect(() => {
    const made = drawOutline(box.current!, {
      regions,
      own: boundary,
      words: {
        map: t("admin-boundary-map"),
        nearer: t("admin-boundary-nearer"),
        farther: t("admin-boundary-farther"),
        corner: t("admin-boundary-corner"),
      },
      nameOf: (each) => name(each.name),
      rtl: direction === "rtl",
      dark: theme === "dark",
      add,
      move: (place, point) => {
        const { corners: drawn, change: tell } = now.current;
        if (drawn) tell(drawn.with(place, point));
      },
    });
    map.current = made;
    return () => made.remove();
    // The map is made once for each look: a change of language mounts this anew, and what is drawn is shown below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [theme]);

  useEffect(() => map.current?.show(boundary, corners ?? []), [boundary, corners, theme]);

  return (
    <div>
      <div ref={box} dir="ltr" className="boundary-map" />
      {corners && (
        <div className="actions">
          <Button formAction="none" onClick={() => add(map.current!.centre())}>
            {t("admin-boundary-centre")}
          </Button>
          <Button
            formAction="none"
            iconName="undo"
            disabled={!corners.length}
            onClick={() => change(corners.slice(0, -1))}
          >
            {t("admin-boundary-undo")}
          </Button>
        </div>
      )}
    </div>
  );
}
