import { expect, test } from "vitest";
import { type Call, type Hearing, PhoneRefused, type PhoneState, SILENT } from "./phone";
import { speakWhenShown } from "./speaking";

function line(refuses = false) {
  const spoken: string[] = [];
  let listeners: (() => void)[] = [];
  let now: PhoneState = SILENT;
  const speak = (id: string) => {
    spoken.push(id);
    return refuses ? Promise.reject(new PhoneRefused("only listens")) : Promise.resolve();
  };
  return {
    spoken,
    show: (...watching: Hearing[]) => {
      now = { ...SILENT, calls: watching.map((each, at) => ({ id: `c-${at}`, watching: each }) as Call) };
      listeners.forEach((listener) => listener());
    },
    made: {
      state: () => now,
      hear: (listener: () => void) => {
        listeners.push(listener);
        return () => (listeners = listeners.filter((each) => each !== listener));
      },
      phone: { speak } as never,
    },
  };
}

test("a supervisor who was let in is heard once the call is shown, and not again by itself", () => {
  const { made, show, spoken } = line();
  speakWhenShown(made);
  show("");
  expect(spoken).toEqual([]);
  show("", "listen");
  show("", "listen");
  expect(spoken).toEqual(["c-1"]);
});

test("whoever listens already is heard at once; a refusal leaves them listening", () => {
  const { made, show, spoken } = line(true);
  show("listen");
  speakWhenShown(made);
  expect(spoken).toEqual(["c-0"]);
});

test("a call that comes much later is another one, and is only listened to", () => {
  const { made, show, spoken } = line();
  let now = 0;
  speakWhenShown(made, () => now);
  now = 31_000;
  show("listen");
  show("listen");
  expect(spoken).toEqual([]);
});
