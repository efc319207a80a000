import "maplibre-gl/dist/maplibre-gl.css";
import { Map, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { type Colours, drawnOf, label, styleOf } from "./drawing";
import { cornersOf, type Point, type Region } from "./place";

setWorkerUrl(workerUrl);

interface Drawn {
  regions: readonly Region[];
  /** The region to look at first; all of them if it is empty. */
  region: string;
  /** What the map's own parts are called: the map, the pin, nearer, farther. */
  words: { map: string; here: string; nearer: string; farther: string };
  nameOf: (region: Region) => string;
  /** The class of the regions' names, which stand as texts of the page, for the map's own fonts have no Arabic. */
  labelled: string;
  rtl: boolean;
  /** By day unless others are named. */
  colours?: Colours;
  /** Told of each place that is pointed at. */
  choose: (point: Point) => void;
}

/** A map to point on. */
export interface PointMap {
  /** Put the pin there, where it can be dragged; nothing takes it away. */
  put: (point: Point | undefined) => void;
  centre: () => Point;
  remove: () => void;
}

/** Draw a body's own regions as it drew them: no other host is asked for a map. */
export function drawMap(container: HTMLElement, drawn: Drawn): PointMap {
  const { regions, region, words, choose } = drawn;
  const seen = drawnOf(regions);
  const map = new Map({
    container,
    bounds: cornersOf(regions.filter((each) => each.boundary && (!region || each.code === region))),
    fitBoundsOptions: { padding: 20 },
    attributionControl: false,
    dragRotate: false,
    locale: {
      "Map.Title": words.map,
      "Marker.Title": words.here,
      "NavigationControl.ZoomIn": words.nearer,
      "NavigationControl.ZoomOut": words.farther,
    },
    style: styleOf(seen, drawn.colours),
  });
  map.addControl(new NavigationControl({ showCompass: false }), drawn.rtl ? "top-left" : "top-right");
  map.on("click", ({ lngLat }) => choose({ lat: lngLat.lat, lon: lngLat.lng }));
  for (const each of seen) label(map, each, drawn.nameOf(each), drawn.labelled);
  let marker: Marker | undefined;
  return {
    put: (point) => {
      if (!point) {
        marker?.remove();
        marker = undefined;
        return;
      }
      marker ??= pinOn(map, point, choose);
      marker.setLngLat([point.lon, point.lat]);
      if (!map.getBounds().contains([point.lon, point.lat])) map.jumpTo({ center: [point.lon, point.lat] });
    },
    centre: () => {
      const at = map.getCenter();
      return { lat: at.lat, lon: at.lng };
    },
    remove: () => map.remove(),
  };
}

function pinOn(map: Map, { lat, lon }: Point, choose: (point: Point) => void): Marker {
  const pin = new Marker({ draggable: true, color: "#b52520" }).setLngLat([lon, lat]).addTo(map);
  pin.on("dragend", () => {
    const at = pin.getLngLat();
    choose({ lat: at.lat, lon: at.lng });
  });
  return pin;
}
