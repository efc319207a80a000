import "maplibre-gl/dist/maplibre-gl.css";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { DAY, drawnOf, label, NIGHT, styleOf } from "@shared/map/drawing";
import { cornersOf, type Point } from "@shared/map/place";
import { Map, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef } from "react";
import { useTheme } from "../theme";

setWorkerUrl(workerUrl);

interface Given {
  /** What the map is, to whoever hears it. */
  title: string;
  regions: Schemas["PublicBody"]["regions"];
  /** The region that is looked at. */
  region: string;
  pin: Point | undefined;
  large?: boolean;
}

/** Where something is, on the body's own drawing of its regions; as on the portal, no other host is asked. */
export default function PlaceMap({ title, regions, region, pin, large }: Given) {
  const { t, name, direction } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const { theme } = useTheme();
  useEffect(() => {
    const drawn = drawnOf(regions);
    const near = drawn.filter((each) => !region || each.code === region || each.parent === region);
    const map = new Map({
      container: box.current!,
      bounds: cornersOf(near.length ? near : drawn),
      fitBoundsOptions: { padding: 20 },
      attributionControl: false,
      dragRotate: false,
      cooperativeGestures: !large,
      locale: {
        "Map.Title": title,
        "Marker.Title": t("place-pin"),
        "NavigationControl.ZoomIn": t("place-nearer"),
        "NavigationControl.ZoomOut": t("place-farther"),
        "CooperativeGesturesHandler.WindowsHelpText": t("place-zoom-ctrl"),
        "CooperativeGesturesHandler.MacHelpText": t("place-zoom-ctrl"),
        "CooperativeGesturesHandler.MobileHelpText": t("place-zoom-fingers"),
      },
      style: styleOf(drawn, theme === "dark" ? NIGHT : DAY),
    });
    map.addControl(new NavigationControl({ showCompass: false }), direction === "rtl" ? "top-left" : "top-right");
    for (const each of drawn) label(map, each, name(each.name), "place-name");
    if (pin) {
      new Marker({ color: "#b52520" }).setLngLat([pin.lon, pin.lat]).addTo(map);
      if (!map.getBounds().contains([pin.lon, pin.lat])) map.jumpTo({ center: [pin.lon, pin.lat] });
    }
    return () => map.remove();
    // It is drawn once for each ticket and look; a change of language mounts it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [theme, region, pin?.lat, pin?.lon]);
  return <div ref={box} dir="ltr" className={large ? "place-map place-map-large" : "place-map"} />;
}
