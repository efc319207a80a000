import { expect, test } from "vitest";
import { type Became, inParts, returnsOf, type Row } from "./bulk";

const row = (number: string, assignee: string): Row => ({ number, version: 1, assignee, assignee_name: assignee });
const given = (number: string, to: string, version = 2): Became => ({
  number,
  result: "assigned",
  to,
  to_name: to,
  from: "",
  from_name: "",
  version,
  problem: "",
});
const refused = (number: string): Became => ({ ...given(number, ""), result: "refused", problem: "stale" });

test("each ticket goes back to whoever had it, under the version that the giving left", () => {
  const rows = [row("1", "hamad"), row("2", "salma"), row("3", "hamad")];
  const { orders, stuck } = returnsOf(rows, [
    given("1", "nasser", 4),
    given("2", "nasser", 5),
    given("3", "nasser", 6),
  ]);
  expect(stuck).toEqual([]);
  expect(orders).toEqual([
    {
      to: "hamad",
      tickets: [
        { number: "1", version: 4 },
        { number: "3", version: 6 },
      ],
    },
    { to: "salma", tickets: [{ number: "2", version: 5 }] },
  ]);
});

test("what was refused, or stays with the same person, does not go back; what nobody had cannot", () => {
  const rows = [row("1", "hamad"), row("2", "nasser"), row("3", "")];
  const { orders, stuck } = returnsOf(rows, [refused("1"), given("2", "nasser"), given("3", "nasser")]);
  expect([orders, stuck]).toEqual([[], ["3"]]);
});

test("a long list goes in parts", () => {
  expect(inParts([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  expect(inParts([])).toEqual([]);
});
