import "maplibre-gl/dist/maplibre-gl.css";
import { DAY, drawnOf, label, NIGHT, styleOf } from "@shared/map/drawing";
import { cornersOf, type Point, type Region } from "@shared/map/place";
import { type GeoJSONSource, Map, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Boundary } from "./boundary";

setWorkerUrl(workerUrl);

interface Drawn {
  /** The body's other regions, to draw beside. */
  regions: readonly Region[];
  own: Boundary | null;
  words: { map: string; nearer: string; farther: string; corner: string };
  nameOf: (region: Region) => string;
  rtl: boolean;
  dark: boolean;
  /** Told of each place that is pointed at. */
  add: (point: Point) => void;
  move: (place: number, point: Point) => void;
}

/** A map on which a boundary is drawn, corner by corner. */
export interface OutlineMap {
  /** Show a boundary; corners that may be moved are given beside it. */
  show: (boundary: Boundary | null, corners: readonly Point[]) => void;
  centre: () => Point;
  remove: () => void;
}

/** Where a body looks at first that has drawn nothing yet: the lands from which it may come. */
const LANDS: [number, number, number, number] = [34, 12, 60, 33];
const OWN = "#0972d3";
/** More corners than anybody moves by hand stand without handles. */
const MOVED = 150;

export function drawOutline(container: HTMLElement, drawn: Drawn): OutlineMap {
  const seen = drawnOf(drawn.regions);
  const bounds = boundsOf(drawn.own, seen);
  const map = new Map({
    container,
    bounds,
    fitBoundsOptions: { padding: 60 },
    attributionControl: false,
    dragRotate: false,
    locale: {
      "Map.Title": drawn.words.map,
      "Marker.Title": drawn.words.corner,
      "NavigationControl.ZoomIn": drawn.words.nearer,
      "NavigationControl.ZoomOut": drawn.words.farther,
    },
    style: withOwn(styleOf(seen, drawn.dark ? NIGHT : DAY), drawn.own),
  });
  map.addControl(new NavigationControl({ showCompass: false }), drawn.rtl ? "top-left" : "top-right");
  map.on("click", ({ lngLat }) => drawn.add({ lat: lngLat.lat, lon: lngLat.lng }));
  for (const each of seen) label(map, each, drawn.nameOf(each), "region-name");
  let handles: Marker[] = [];
  let shown = drawn.own;
  map.on("load", () => paint(map, shown));
  return {
    show: (boundary, corners) => {
      shown = boundary;
      paint(map, shown);
      for (const each of handles) each.remove();
      const movable = corners.length <= MOVED ? corners : [];
      handles = movable.map((point, place) => handle(map, point, (to) => drawn.move(place, to)));
    },
    centre: () => {
      const { lat, lng } = map.getCenter();
      return { lat, lon: lng };
    },
    remove: () => map.remove(),
  };
}

function boundsOf(own: Boundary | null, seen: readonly Region[]) {
  const around = own ? [{ code: "", name: { ar: "", en: "" }, parent: "", boundary: own }] : seen;
  return around.length ? cornersOf(around) : LANDS;
}

/** Before the style has loaded there is nothing to paint on; it is painted when it has. */
function paint(map: Map, boundary: Boundary | null) {
  map.getSource<GeoJSONSource>("own")?.setData(featuresOf(boundary));
}

function handle(map: Map, { lat, lon }: Point, move: (to: Point) => void): Marker {
  const element = document.createElement("span");
  element.className = "corner";
  const marker = new Marker({ element, draggable: true }).setLngLat([lon, lat]).addTo(map);
  marker.on("dragend", () => {
    const at = marker.getLngLat();
    move({ lat: at.lat, lon: at.lng });
  });
  return marker;
}

function withOwn(style: ReturnType<typeof styleOf>, own: Boundary | null): ReturnType<typeof styleOf> {
  return {
    ...style,
    sources: { ...style.sources, own: { type: "geojson", data: featuresOf(own) } },
    layers: [
      ...style.layers,
      { id: "own", type: "fill", source: "own", paint: { "fill-color": OWN, "fill-opacity": 0.2 } },
      { id: "own-border", type: "line", source: "own", paint: { "line-color": OWN, "line-width": 3 } },
    ],
  };
}

function featuresOf(boundary: Boundary | null) {
  const features = boundary ? [{ type: "Feature" as const, properties: {}, geometry: boundary }] : [];
  return { type: "FeatureCollection" as const, features };
}
