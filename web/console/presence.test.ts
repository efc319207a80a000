import { expect, test } from "vitest";
import { type Chosen, Choosing } from "./presence";

/** A telephony that answers when the test says so. */
function world() {
  const asked: { status: Chosen; answer: (refused?: boolean) => void }[] = [];
  let waiting: (() => void)[] = [];
  const choosing = new Choosing({
    put: (status) =>
      new Promise<void>((done, failed) =>
        asked.push({ status, answer: (refused) => (refused ? failed(new Error("wrap-up-missing")) : done()) }),
      ),
    later: (deed) => {
      waiting.push(deed);
      return () => (waiting = waiting.filter((each) => each !== deed));
    },
  });
  const answer = async (refused = false) => {
    asked.at(-1)!.answer(refused);
    await settled();
  };
  return {
    choosing,
    answer,
    asked: () => asked.map(({ status }) => status),
    pass: () => waiting.map((deed) => deed()),
  };
}

const settled = () => new Promise((done) => setImmediate(done));

test("a choice is shown from the click until telephony tells that it is so", async () => {
  const { choosing, answer, asked } = world();
  let changes = 0;
  choosing.hear(() => (changes += 1));
  const done = choosing.choose("offline");
  await settled();
  choosing.told({ status: "offline", coming: "" }); // of an earlier choice: this one was not answered yet
  expect([choosing.state(), asked()]).toEqual(["offline", ["offline"]]);
  await answer();
  await done;
  choosing.told({ status: "wrap_up", coming: "" });
  expect(choosing.state()).toBe("offline");
  choosing.told({ status: "offline", coming: "" });
  expect([choosing.state(), changes]).toEqual([undefined, 2]);
});

test("what is chosen in a call is for afterwards", async () => {
  const { choosing, answer } = world();
  void choosing.choose("prayer");
  await settled();
  await answer();
  choosing.told({ status: "busy", coming: "prayer" });
  expect(choosing.state()).toBe(undefined);
});

test("of several choices the last one counts, one after the other", async () => {
  const { choosing, answer, asked } = world();
  void choosing.choose("break");
  await settled();
  void choosing.choose("available");
  void choosing.choose("offline");
  expect(asked()).toEqual(["break"]);
  await answer();
  expect([asked(), choosing.state()]).toEqual([["break", "offline"], "offline"]);
  await answer();
  choosing.told({ status: "break", coming: "" });
  expect(choosing.state()).toBe("offline");
});

test("a refused choice is shown no more, and the next one is asked for", async () => {
  const { choosing, answer, asked } = world();
  const refused = choosing.choose("available");
  await settled();
  await Promise.all([expect(refused).rejects.toThrow("wrap-up-missing"), answer(true)]);
  expect(choosing.state()).toBe(undefined);
  void choosing.choose("break");
  await settled();
  expect(asked()).toEqual(["available", "break"]);
});

test("what telephony never tells of is shown for a while only", async () => {
  const { choosing, answer, pass } = world();
  void choosing.choose("training");
  await settled();
  await answer();
  expect(choosing.state()).toBe("training");
  pass();
  expect(choosing.state()).toBe(undefined);
});
