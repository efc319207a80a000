import type { Schemas } from "../api/client";

/** A point as it is on the earth, in degrees. */
export interface Point {
  lat: number;
  lon: number;
}

export type Region = Schemas["PublicRegion"];
type Ring = readonly (readonly number[])[];

const ringsOf = (region: Region): Ring[] => region.boundary?.coordinates.flat() ?? [];

/** Return the codes of the region and the subregion ("" if none) that hold a point; nothing outside them all. */
export function regionAt(regions: readonly Region[], point: Point): { region: string; subregion: string } | undefined {
  const holding = regions.filter((each) => holds(ringsOf(each), point));
  const found = holding.find((each) => each.parent) ?? holding[0];
  if (!found) return undefined;
  return found.parent ? { region: found.parent, subregion: found.code } : { region: found.code, subregion: "" };
}

/** Return whether an odd number of rings holds a point: a hole takes out what its outer ring holds. */
function holds(rings: readonly Ring[], point: Point): boolean {
  return rings.filter((ring) => inside(ring, point)).length % 2 === 1;
}

function inside(ring: Ring, { lat, lon }: Point): boolean {
  let within = false;
  ring.forEach(([x1 = 0, y1 = 0], place) => {
    const [x2 = 0, y2 = 0] = ring[(place + 1) % ring.length]!;
    if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) * (x2 - x1)) / (y2 - y1)) within = !within;
  });
  return within;
}

/** Return whether a body has drawn where it works; else any place is taken. */
export const hasBoundary = (regions: readonly Region[]) => regions.some((each) => ringsOf(each).length > 0);

/** Return the corners of a region's drawing, or of all: [west, south, east, north]. */
export function cornersOf(regions: readonly Region[]): [number, number, number, number] {
  const points = regions.flatMap((each) => ringsOf(each).flat());
  const xs = points.map(([x = 0]) => x);
  const ys = points.map(([, y = 0]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Return a point to five decimals: a metre, finer than anybody points. */
export const rounded = ({ lat, lon }: Point): Point => ({ lat: Number(lat.toFixed(5)), lon: Number(lon.toFixed(5)) });
