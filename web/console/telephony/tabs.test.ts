import { expect, test } from "vitest";
import { Line } from "./line";
import { type Call, type Phone, PhoneRefused, type PhoneState, SILENT } from "./phone";
import type { Message, TabMeans } from "./tabs";

const PLACE = { script: "/streams.js", softphone: "/panel", region: "eu-central-1" };
const CALL = { id: "c-1", phase: "ringing", voice: true, number: "+96891234567" } as Call;

/** A browser: its locks, and the channel that its tabs speak over. */
class Browser {
  private holder: { tab: object; stolen: () => void } | undefined;
  private waiting: { tab: object; hold: () => void }[] = [];
  private readonly channels = new Map<object, (message: Message) => void>();
  private patience: (() => void)[] = [];
  /** Whether the next tab to come had the softphone before its page was loaded anew. */
  again = false;

  means(tab: object): TabMeans {
    return {
      lock: (_name, steal, held) =>
        new Promise((_done, failed) => {
          const hold = () => {
            this.holder = { tab, stolen: () => failed(new Error("stolen")) };
            void held();
          };
          const before = this.holder;
          if (!before || steal) {
            hold();
            before?.stolen();
          } else this.waiting.push({ tab, hold });
        }),
      channel: (_name, heard) => {
        this.channels.set(tab, heard);
        const post = (message: Message) => {
          for (const [other, listener] of this.channels) if (other !== tab) listener(structuredClone(message));
        };
        return { post, close: () => undefined };
      },
      later: (deed) => {
        this.patience.push(deed);
        return () => (this.patience = this.patience.filter((each) => each !== deed));
      },
      again: () => this.again,
    };
  }

  /** Let all that waits be over. */
  pass(): void {
    for (const deed of this.patience.splice(0)) deed();
  }

  close(tab: object): void {
    this.channels.delete(tab);
    this.waiting = this.waiting.filter((each) => each.tab !== tab);
    if (this.holder?.tab !== tab) return;
    this.holder = undefined;
    this.waiting.shift()?.hold();
  }
}

/** A tab of somebody, with a softphone that says what it is asked. */
function tab(browser: Browser) {
  const said: string[] = [];
  const key = {};
  let tell: () => void = () => undefined;
  const seen = { state: { ...SILENT, link: "open" } as PhoneState, opened: 0 };
  const phone = {
    state: () => seen.state,
    hear: (listener: () => void) => ((tell = listener), () => undefined),
    close: () => said.push("close"),
    hold: (call: string, party: string) => (said.push(`hold ${call} ${party}`), Promise.resolve()),
    targets: () => Promise.resolve([{ id: "q", kind: "queue", name: "الدعم" }]),
    join: () => new Promise(() => undefined),
    swap: () => Promise.reject(new PhoneRefused("not two")),
  } as unknown as Phone;
  const line = new Line({
    open: () => ((seen.opened += 1), Promise.resolve(phone)),
    anew: () => undefined,
    tabs: browser.means(key),
  });
  const show = (...calls: Call[]) => {
    seen.state = { ...seen.state, calls };
    tell();
  };
  return { line, said, seen, show, close: () => browser.close(key) };
}

const settled = () => new Promise<void>((done) => setTimeout(done));

async function two() {
  const browser = new Browser();
  const [first, second] = [tab(browser), tab(browser)];
  first.line.open("salma", PLACE);
  second.line.open("salma", PLACE);
  await settled();
  return { browser, first, second };
}

test("one tab has the softphone, and the other shows what it shows without being able to answer", async () => {
  const { first, second } = await two();
  expect([first.seen.opened, second.seen.opened]).toEqual([1, 0]);
  first.show(CALL);
  expect(first.line.state().elsewhere).toBe(false);
  expect(second.line.state()).toEqual({ link: "open", calls: [CALL], muted: false, elsewhere: true, deaf: false });
  await expect(second.line.phone!.accept("c-1")).rejects.toThrow(PhoneRefused);
  await expect(second.line.phone!.reject("c-1")).rejects.toThrow(PhoneRefused);
});

test("what another tab asks is done where the softphone is; its answer and its refusal come back", async () => {
  const { first, second } = await two();
  await second.line.phone!.hold("c-1", "in");
  expect(first.said).toEqual(["hold c-1 in"]);
  expect(await second.line.phone!.targets()).toEqual([{ id: "q", kind: "queue", name: "الدعم" }]);
  await expect(second.line.phone!.swap("c-1")).rejects.toThrow(PhoneRefused);
});

test("a tab that is closed leaves the softphone to the next, with the call that goes on", async () => {
  const { browser, first, second } = await two();
  first.show(CALL);
  second.seen.state = { ...second.seen.state, calls: [CALL] };
  first.close();
  expect([second.seen.opened, second.line.state().calls]).toEqual([0, [CALL]]);
  browser.pass();
  await settled();
  expect([second.seen.opened, second.line.state().elsewhere, second.line.state().calls]).toEqual([1, false, [CALL]]);
});

test("a tab that takes the softphone has it alone, and the one that lost it follows, and is next in turn", async () => {
  const { browser, first, second } = await two();
  second.line.take();
  await settled();
  second.show(CALL);
  expect(first.said).toEqual(["close"]);
  expect([first.line.state().elsewhere, first.line.state().calls]).toEqual([true, [CALL]]);
  second.line.take();
  second.close();
  browser.pass();
  await settled();
  expect([first.seen.opened, first.line.state().elsewhere]).toEqual([2, false]);
});

test("a page that is loaded anew has the softphone again, and the next tab never opened it", async () => {
  const { browser, first, second } = await two();
  first.close();
  browser.again = true;
  const anew = tab(browser);
  anew.line.open("salma", PLACE);
  await settled();
  browser.pass();
  await settled();
  expect([anew.seen.opened, anew.line.state().elsewhere]).toEqual([1, false]);
  expect([second.seen.opened, second.line.state().elsewhere]).toEqual([0, true]);
});

test("a tab that is taken from while it opens closes what it opened", async () => {
  const browser = new Browser();
  const [first, second] = [tab(browser), tab(browser)];
  first.line.open("salma", PLACE);
  second.line.open("salma", PLACE);
  second.line.take();
  await settled();
  expect([first.said, first.line.state().elsewhere, second.line.state().elsewhere]).toEqual([["close"], true, false]);
});

test("a tab with the softphone that does not answer is given up, and may be taken from until it tells something", async () => {
  const { browser, first, second } = await two();
  const asked = second.line.phone!.join("c-1");
  browser.pass();
  await expect(asked).rejects.toThrow(PhoneRefused);
  expect(second.line.state().deaf).toBe(true);
  first.show(CALL);
  expect(second.line.state()).toMatchObject({ elsewhere: true, deaf: false, calls: [CALL] });
});

test("what one tab did that changes the desk, the others are told", async () => {
  const { first, second } = await two();
  const heard: string[] = [];
  const stop = first.line.hearDone(() => heard.push("first"));
  second.line.hearDone(() => heard.push("second"));
  second.line.done();
  first.line.done();
  stop();
  second.line.done();
  expect(heard).toEqual(["first", "second"]);
});
