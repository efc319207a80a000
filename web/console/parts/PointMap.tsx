import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { DAY, NIGHT } from "@shared/map/drawing";
import type { Point } from "@shared/map/place";
import { drawMap, type PointMap as Drawn } from "@shared/map/pointing";
import { useEffect, useRef } from "react";
import { useTheme } from "../theme";

interface Given {
  regions: Schemas["PublicBody"]["regions"];
  region: string;
  pin: Point | undefined;
  choose: (point: Point) => void;
}

/** A map of the body's own regions to point on; it loads when it is opened. */
export default function PointMap({ regions, region, pin, choose }: Given) {
  const { t, name, direction } = useWords();
  const { theme } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<Drawn>(undefined);
  const chosen = useRef(choose);
  useEffect(() => {
    chosen.current = choose;
  });

  useEffect(() => {
    const made = drawMap(box.current!, {
      regions,
      region,
      words: { map: t("pin-map"), here: t("pin-here"), nearer: t("place-nearer"), farther: t("place-farther") },
      nameOf: (each) => name(each.name),
      labelled: "place-name",
      rtl: direction === "rtl",
      colours: theme === "dark" ? NIGHT : DAY,
      choose: (point) => chosen.current(point),
    });
    made.put(pin);
    map.current = made;
    return () => made.remove();
    // The map is made once for each look: what is chosen moves only the pin.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [theme]);

  useEffect(() => map.current?.put(pin), [pin]);

  return (
    <SpaceBetween size="xs">
      <Box color="text-body-secondary" fontSize="body-s">
        {t("pin-hint")}
      </Box>
      <div ref={box} dir="ltr" className="place-map place-map-large" />
      <Button onClick={() => choose(map.current!.centre())}>{t("pin-centre")}</Button>
    </SpaceBetween>
  );
}
