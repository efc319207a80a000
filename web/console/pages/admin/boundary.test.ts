import type { Point } from "@shared/map/place";
import { describe, expect, it } from "vitest";
import {
  around,
  type Boundary,
  cornersIn,
  cornersOf,
  crosses,
  heardOf,
  readGeoJson,
  saidOf,
  thinned,
} from "./boundary";

const SQUARE = [
  [58, 23],
  [59, 23],
  [59, 24],
  [58, 24],
  [58, 23],
];
const polygon = { type: "Polygon", coordinates: [SQUARE] };
const multi: Boundary = { type: "MultiPolygon", coordinates: [[SQUARE]] };

describe("a boundary from a GeoJSON file", () => {
  it.each([
    ["a polygon", polygon],
    ["a feature", { type: "Feature", properties: {}, geometry: polygon }],
    [
      "a collection",
      { type: "FeatureCollection", features: [{ type: "Feature", properties: null, geometry: polygon }] },
    ],
    ["geometries, of which one is a point", { type: "GeometryCollection", geometries: [{ type: "Point" }, polygon] }],
  ])("is found in %s", (_, given) => {
    expect(readGeoJson(JSON.stringify(given))).toEqual(multi);
  });

  it("loses heights and digits finer than a metre", () => {
    const high = { type: "Polygon", coordinates: [SQUARE.map(([x, y]) => [x! + 0.0000001, y, 12])] };
    expect(readGeoJson(JSON.stringify(high))).toEqual(multi);
  });

  it.each([
    ["not-geojson", "no JSON"],
    ["not-geojson", "null"],
    ["not-geojson", "[]"],
    ["not-geojson", "{}"],
    ["not-geojson", '{"type":"Polygon"}'],
    ["not-geojson", '{"type":"Polygon","coordinates":[[1,2]]}'],
    ["without-polygon", '{"type":"FeatureCollection","features":[]}'],
    ["without-polygon", '{"type":"Feature","geometry":null}'],
  ])("is refused as %s", (reason, text) => {
    expect(() => readGeoJson(text)).toThrow(reason);
  });
});

describe("corners drawn by hand", () => {
  it("make a boundary and come back from it", () => {
    const corners = cornersOf(multi)!;
    expect(corners).toHaveLength(4);
    expect(around(corners)).toEqual(multi);
    expect(cornersIn(multi)).toBe(4);
    expect(around([])).toBeNull();
    expect(cornersOf(null)).toEqual([]);
  });

  it("are none where a boundary has several rings", () => {
    expect(cornersOf({ ...multi, coordinates: [[SQUARE], [SQUARE]] })).toBeUndefined();
  });

  it("are read as they are written, with Arabic commas too", () => {
    const corners = cornersOf(multi)!;
    expect(heardOf(saidOf(corners))).toEqual(corners);
    expect(heardOf("23.5، 58.1\n\n24 59")).toEqual([
      { lat: 23.5, lon: 58.1 },
      { lat: 24, lon: 59 },
    ]);
  });

  it("are told apart from a line that crosses itself", () => {
    const [a, b, c, d] = cornersOf(multi)! as [Point, Point, Point, Point];
    expect(crosses([a, b, c, d])).toBe(false);
    expect(crosses([a, c, b, d])).toBe(true);
    expect(crosses([a, b, c])).toBe(false);
  });

  it.each(["23.5", "91, 10", "a, b", "1, 2, 3"])("are not read from %s", (text) => {
    expect(heardOf(text)).toBeUndefined();
  });
});

describe("a boundary of too many corners", () => {
  const circle = Array.from({ length: 9000 }, (_, n) => {
    const angle = (2 * Math.PI * (n % 8999)) / 8999;
    return [58 + Math.cos(angle) / 2, 23 + Math.sin(angle) / 2];
  });

  it("keeps those that matter, and its ends", () => {
    const found = thinned({ type: "MultiPolygon", coordinates: [[circle], [SQUARE]] });
    expect(found.coordinates.flat(2).length).toBeLessThanOrEqual(2000);
    expect(found.coordinates[1]![0]).toEqual(SQUARE);
    const ring = found.coordinates[0]![0]!;
    expect(ring.at(-1)).toEqual(ring[0]);
    const off = ring.map(([x, y]) => Math.abs(Math.hypot(x! - 58, y! - 23) - 0.5));
    expect(Math.max(...off)).toBeLessThan(0.001);
  });

  it("stays as it is while it has few", () => {
    expect(thinned(multi)).toBe(multi);
  });
});
