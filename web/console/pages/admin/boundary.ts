import type { Schemas } from "@shared/api/client";
import type { Point } from "@shared/map/place";

export type Boundary = Schemas["MultiPolygon"];
type Position = readonly number[];
type Ring = readonly Position[];

/** The API takes so many positions (chalicelib/organisations/boundary.py). */
export const MOST = 2000;
/** Five decimals of a degree are a metre. */
const DIGITS = 5;

interface GeoJson {
  type?: unknown;
  features?: unknown;
  geometries?: unknown;
  geometry?: unknown;
  coordinates?: unknown;
}

/** Return all polygons of a GeoJSON text, whatever they are wrapped in. Throws why there are none, as a reason. */
export function readGeoJson(text: string): Boundary {
  let given: GeoJson | null;
  try {
    given = JSON.parse(text) as GeoJson | null;
  } catch {
    throw new Error("not-geojson");
  }
  if (typeof given !== "object" || typeof given?.type !== "string") throw new Error("not-geojson");
  const coordinates = coordinatesOf(given);
  if (!coordinates.length) throw new Error("without-polygon");
  return { type: "MultiPolygon", coordinates };
}

function coordinatesOf(given: GeoJson): number[][][][] {
  try {
    return polygonsOf(given).map((polygon) => polygon.map(withoutHeights));
  } catch {
    throw new Error("not-geojson"); // what a polygon or collection has to hold is not there
  }
}

function polygonsOf(given: GeoJson | null | undefined): Ring[][] {
  const within = [given?.features, given?.geometries].find(Array.isArray) as GeoJson[] | undefined;
  if (within) return within.flatMap(polygonsOf);
  if (given?.type === "Feature") return polygonsOf(given.geometry as GeoJson | null);
  if (given?.type === "Polygon") return [given.coordinates as Ring[]];
  if (given?.type === "MultiPolygon") return given.coordinates as Ring[][];
  return [];
}

const withoutHeights = (ring: Ring): number[][] => ring.map(([lon = NaN, lat = NaN]) => [round(lon), round(lat)]);
const round = (degrees: number) => Number(degrees.toFixed(DIGITS));

/** Return how many corners a boundary has; the last of a ring, which is its first, is not counted. */
export function cornersIn(boundary: Boundary | null): number {
  return (boundary?.coordinates ?? []).flat().reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);
}

/** Return the corners of a boundary that is one ring, which can be drawn by hand; nothing for one of several. */
export function cornersOf(boundary: Boundary | null): Point[] | undefined {
  if (!boundary) return [];
  const rings = boundary.coordinates.flat();
  if (rings.length !== 1) return undefined;
  return rings[0]!.slice(0, -1).map(([lon = 0, lat = 0]) => ({ lat, lon }));
}

/** Return the boundary that some corners make; nothing if there are none. */
export function around(corners: readonly Point[]): Boundary | null {
  if (!corners.length) return null;
  const ring = [...corners, corners[0]!].map(({ lat, lon }) => [round(lon), round(lat)]);
  return { type: "MultiPolygon", coordinates: [[ring]] };
}

/** Write corners as people type them: a line each, latitude first. */
export const saidOf = (corners: readonly Point[]) => corners.map(({ lat, lon }) => `${lat}, ${lon}`).join("\n");

/** Read corners as people type them; nothing if a line is no place. */
export function heardOf(text: string): Point[] | undefined {
  const lines = text.split("\n").filter((line) => line.trim());
  const corners = lines.map((line) => {
    const [lat, lon, ...more] = line
      .split(/[,،;\s]+/)
      .filter(Boolean)
      .map(Number);
    const isPlace = !more.length && Math.abs(lat ?? NaN) <= 90 && Math.abs(lon ?? NaN) <= 180;
    return isPlace ? { lat: lat!, lon: lon! } : undefined;
  });
  return corners.includes(undefined) ? undefined : (corners as Point[]);
}

/** Return whether the line around some corners crosses itself: then nobody can say what lies within. */
export function crosses(corners: readonly Point[]): boolean {
  const sides = corners.map((from, place) => [from, corners[(place + 1) % corners.length]!] as const);
  return sides.some(([a, b], place) => sides.slice(place + 2).some(([c, d]) => a !== d && meet(a, b, c, d)));
}

const meet = (a: Point, b: Point, c: Point, d: Point) =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

const side = (a: Point, b: Point, c: Point) => (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon);

/** Return a boundary with no more corners than the API takes: those that matter least are left out. */
export function thinned(boundary: Boundary, most = MOST): Boundary {
  let found = boundary;
  for (let within = 0.00002; positionsIn(found) > most && within < 1; within *= 1.6) {
    found = {
      ...boundary,
      coordinates: boundary.coordinates.map((rings) => rings.map((ring) => kept(ring, within))),
    };
  }
  return found;
}

const positionsIn = (boundary: Boundary) => boundary.coordinates.flat(2).length;

/** Return the positions of a ring without which its line would lie farther off (Douglas and Peucker, 1973). */
function kept(ring: number[][], within: number): number[][] {
  if (ring.length <= 5) return ring;
  // A ring begins where it ends, so it is two lines: to the corner that is farthest, and back.
  const far = farthest(ring, ring[0]!, ring[0]!).place;
  const found = [...line(ring.slice(0, far + 1), within), ...line(ring.slice(far), within).slice(1)];
  return found.length < 4 ? ring : found;
}

function line(points: number[][], within: number): number[][] {
  const first = points[0]!;
  const last = points.at(-1)!;
  const { place, distance } = farthest(points, first, last);
  if (distance <= within) return [first, last];
  return [...line(points.slice(0, place + 1), within), ...line(points.slice(place), within).slice(1)];
}

function farthest(points: number[][], from: number[], to: number[]) {
  let found = { place: 0, distance: 0 };
  points.forEach((point, place) => {
    const distance = apart(point, from, to);
    if (distance > found.distance) found = { place, distance };
  });
  return found;
}

/** Return how far a point lies from a line between two, in degrees. */
function apart([x = 0, y = 0]: number[], [x1 = 0, y1 = 0]: number[], [x2 = 0, y2 = 0]: number[]): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = dx || dy ? Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
