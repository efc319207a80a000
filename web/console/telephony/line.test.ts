import { expect, test } from "vitest";
import { Line } from "./line";
import { type Phone, type PhoneState, SILENT } from "./phone";

const PLACE = { script: "/streams.js", softphone: "/panel", region: "eu-central-1" };

function world(fails = 0) {
  let tell: () => void = () => undefined;
  const seen = { opened: 0, anew: 0, state: { ...SILENT, link: "open" } as PhoneState };
  const phone = {
    state: () => seen.state,
    hear: (listener: () => void) => ((tell = listener), () => undefined),
  };
  const line = new Line({
    open: () => {
      seen.opened += 1;
      return seen.opened <= fails ? Promise.reject(new Error("away")) : Promise.resolve(phone as unknown as Phone);
    },
    anew: () => void (seen.anew += 1),
  });
  return { line, seen, tell: () => tell() };
}

const settled = () => new Promise<void>((done) => setTimeout(done));

test("a softphone is opened once, whatever page asks for it", async () => {
  const { line, seen } = world();
  expect(line.state().link).toBe("none");
  line.open("salma", PLACE);
  line.open("salma", PLACE);
  expect(line.state().link).toBe("opening");
  await settled();
  line.open("salma", PLACE);
  expect([line.state().link, seen.opened, seen.anew]).toEqual(["open", 1, 0]);
});

test("whoever signs in after somebody else begins anew", async () => {
  const { line, seen } = world();
  line.open("salma", PLACE);
  await settled();
  line.open("ahmed", PLACE);
  expect([seen.opened, seen.anew]).toEqual([1, 1]);
});

test("a softphone that did not come is asked for again", async () => {
  const { line, seen } = world(1);
  line.open("salma", PLACE);
  await settled();
  expect(line.state().link).toBe("lost");
  line.open("salma", PLACE);
  await settled();
  expect([line.state().link, seen.opened]).toEqual(["open", 2]);
});

test("without a network the line is lost, and it is back with it; listeners hear of both and of each change", async () => {
  const { line, seen, tell } = world();
  line.network(false);
  line.network(true);
  line.open("salma", PLACE);
  await settled();
  const links: string[] = [];
  const stop = line.hear(() => links.push(line.state().link));
  line.network(false);
  line.network(true);
  seen.state = { ...seen.state, muted: true };
  tell();
  expect([links, line.state().muted]).toEqual([["lost", "open", "open"], true]);
  stop();
  tell();
  expect(links.length).toBe(3);
});
