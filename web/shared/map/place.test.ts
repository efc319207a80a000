import { expect, test } from "vitest";
import type { Schemas } from "../api/client";
import { cornersOf, hasBoundary, regionAt, rounded } from "./place";

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const region = (code: string, parent: string, ...rings: number[][][]) =>
  ({
    code,
    parent,
    name: { ar: code, en: code },
    boundary: { type: "MultiPolygon", coordinates: [rings] },
  }) as unknown as Schemas["PublicRegion"];
const regions = [region("coast", "", square(0, 0, 10), square(4, 4, 1)), region("harbour", "coast", square(0, 0, 2))];

test("a pin finds its region and, where one is drawn, its subregion", () => {
  expect(regionAt(regions, { lat: 1, lon: 1 })).toEqual({ region: "coast", subregion: "harbour" });
  expect(regionAt(regions, { lat: 8, lon: 8 })).toEqual({ region: "coast", subregion: "" });
});

test("a pin outside the boundary, or in a hole of it, is nowhere", () => {
  expect(regionAt(regions, { lat: 20, lon: 20 })).toBeUndefined();
  expect(regionAt(regions, { lat: 4.5, lon: 4.5 })).toBeUndefined();
});

test("the corners of what is drawn, and a pin's decimals", () => {
  expect(cornersOf(regions)).toEqual([0, 0, 10, 10]);
  expect([hasBoundary(regions), hasBoundary([])]).toEqual([true, false]);
  expect(rounded({ lat: 23.123456789, lon: 58.1 })).toEqual({ lat: 23.12346, lon: 58.1 });
});
