import type { Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { Marker } from "maplibre-gl";
import { cornersOf, type Region } from "./place";

/** How a map is drawn: by day, and in the dark. */
export interface Colours {
  around: string;
  land: string;
  borders: string;
}

export const DAY: Colours = { around: "#dfe9ee", land: "#f6f1e7", borders: "#9a8f78" };
export const NIGHT: Colours = { around: "#16232c", land: "#2b3640", borders: "#7d8a94" };

/** Return the regions that are drawn: the inner ones where there are any, else all that have a boundary. */
export function drawnOf(regions: readonly Region[]): Region[] {
  const drawn = regions.filter((each) => each.boundary);
  const inner = drawn.filter((each) => each.parent);
  return inner.length ? inner : drawn;
}

/** Return a style that draws a body's own regions: no other host is asked for anything. */
export function styleOf(drawn: readonly Region[], colours: Colours = DAY): StyleSpecification {
  const features = drawn.map((each) => ({
    type: "Feature" as const,
    properties: {},
    geometry: each.boundary as unknown as { type: "MultiPolygon"; coordinates: number[][][][] },
  }));
  return {
    version: 8,
    sources: { regions: { type: "geojson", data: { type: "FeatureCollection", features } } },
    layers: [
      { id: "around", type: "background", paint: { "background-color": colours.around } },
      { id: "land", type: "fill", source: "regions", paint: { "fill-color": colours.land } },
      { id: "borders", type: "line", source: "regions", paint: { "line-color": colours.borders, "line-width": 1.5 } },
    ],
  };
}

/** Name a region on a map. Names stand as texts of the page, for the map's own fonts have no Arabic. */
export function label(map: MapLibre, region: Region, text: string, classes: string): void {
  const [west, south, east, north] = cornersOf([region]);
  const element = document.createElement("span");
  element.textContent = text;
  element.className = classes;
  new Marker({ element }).setLngLat([(west + east) / 2, (south + north) / 2]).addTo(map);
}
