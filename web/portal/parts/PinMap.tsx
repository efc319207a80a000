import "maplibre-gl/dist/maplibre-gl.css";
import { useWords } from "@shared/language/Language";
import { Map, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef } from "react";
import type { Body } from "../body";
import { cornersOf, type Point } from "../place";

setWorkerUrl(workerUrl);

interface Given {
  regions: Body["regions"];
  /** The region that was chosen, to look at first. */
  region: string;
  pin: Point | undefined;
  choose: (point: Point) => void;
}

/** A map of the body's own regions, as it drew them: no other host is asked for one. It loads when it is opened. */
export default function PinMap({ regions, region, pin, choose }: Given) {
  const { t, name, direction } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<Map>(undefined);
  const marker = useRef<Marker>(undefined);
  const chosen = useRef(choose);
  useEffect(() => {
    chosen.current = choose;
  });

  useEffect(() => {
    const inner = regions.filter((each) => each.parent && each.boundary);
    const drawn = inner.length ? inner : regions.filter((each) => each.boundary);
    const made = new Map({
      container: box.current!,
      bounds: cornersOf(regions.filter((each) => each.boundary && (!region || each.code === region))),
      fitBoundsOptions: { padding: 20 },
      attributionControl: false,
      dragRotate: false,
      locale: {
        "Map.Title": t("pin-map"),
        "Marker.Title": t("pin-here"),
        "NavigationControl.ZoomIn": t("pin-nearer"),
        "NavigationControl.ZoomOut": t("pin-farther"),
      },
      style: styleOf(drawn),
    });
    made.addControl(new NavigationControl({ showCompass: false }), direction === "rtl" ? "top-left" : "top-right");
    made.on("click", ({ lngLat }) => chosen.current({ lat: lngLat.lat, lon: lngLat.lng }));
    for (const each of drawn) label(made, name(each.name), cornersOf([each]));
    map.current = made;
    return () => made.remove();
    // The map is made once: a change of language mounts this anew, and what is chosen moves only the pin.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    if (!pin || !map.current) return;
    if (!marker.current) {
      marker.current = new Marker({ draggable: true, color: "#b52520" }).setLngLat([pin.lon, pin.lat]);
      marker.current.addTo(map.current);
      marker.current.on("dragend", () => {
        const at = marker.current!.getLngLat();
        chosen.current({ lat: at.lat, lon: at.lng });
      });
    }
    marker.current.setLngLat([pin.lon, pin.lat]);
    if (!map.current.getBounds().contains([pin.lon, pin.lat])) map.current.jumpTo({ center: [pin.lon, pin.lat] });
  }, [pin]);

  const here = () => {
    const at = map.current!.getCenter();
    choose({ lat: at.lat, lon: at.lng });
  };
  return (
    <div className="grid gap-2">
      <p className="text-sm text-aeblack-700">{t("pin-hint")}</p>
      <div ref={box} dir="ltr" className="h-80 overflow-hidden rounded-xl border-2 border-aeblack-300" />
      <button type="button" className="aegov-btn btn-outline btn-sm justify-self-start" onClick={here}>
        {t("pin-centre")}
      </button>
    </div>
  );
}

function styleOf(drawn: Body["regions"]) {
  const features = drawn.map((each) => ({
    type: "Feature" as const,
    properties: {},
    geometry: each.boundary as unknown as { type: "MultiPolygon"; coordinates: number[][][][] },
  }));
  return {
    version: 8 as const,
    sources: { regions: { type: "geojson" as const, data: { type: "FeatureCollection" as const, features } } },
    layers: [
      { id: "around", type: "background" as const, paint: { "background-color": "#dfe9ee" } },
      { id: "land", type: "fill" as const, source: "regions", paint: { "fill-color": "#f6f1e7" } },
      {
        id: "borders",
        type: "line" as const,
        source: "regions",
        paint: { "line-color": "#9a8f78", "line-width": 1.5 },
      },
    ],
  };
}

/** Names stand as texts of the page, for the map's own fonts have no Arabic. */
function label(map: Map, text: string, [west, south, east, north]: [number, number, number, number]) {
  const element = document.createElement("span");
  element.textContent = text;
  element.className =
    "pointer-events-none max-w-16 text-center text-[0.65rem] leading-tight font-semibold sm:max-w-28 sm:text-xs text-aeblack-800";
  new Marker({ element }).setLngLat([(west + east) / 2, (south + north) / 2]).addTo(map);
}
