/**
 * The port behind which a softphone stands: what the console asks of it, in the console's own words. Ids of calls are
 * those of contacts; times are milliseconds since 1970 on this device's clock.
 */

/** Where a call stands for this agent; `joining` it was answered, and the two are being brought together. */
export type Phase = "ringing" | "joining" | "dialling" | "talking" | "missed" | "failed" | "over";

/** Somebody in a call beside the agent; `initial` is the caller, or who was called first. */
export interface Party {
  id: string;
  /** A number in E.164 or a name; "" where neither is told. */
  name: string;
  initial: boolean;
  state: "dialling" | "talking" | "held";
}

/** Whether a supervisor is in a call: to listen unheard, or to speak in it. */
export type Hearing = "" | "listen" | "barge";

export interface Call {
  id: string;
  phase: Phase;
  inbound: boolean;
  /** Whether the centre calls back: the agent accepts first, then the caller is dialled. */
  callback: boolean;
  /** Whether it is the task to call this number back; accepted, the agent dials it. */
  owed: boolean;
  /** Whether it has a voice; tasks have none. */
  voice: boolean;
  number: string;
  queue: string;
  /** Since when it stands where it stands. */
  since: number;
  parties: readonly Party[];
  /** Whether a supervisor listens or speaks in this agent's call. */
  heard: Hearing;
  /** Whether this agent is the supervisor, and the call is another's. */
  watching: Hearing;
}

export type Link = "none" | "opening" | "open" | "lost" | "refused";

export interface PhoneState {
  /** Whether there is a softphone, and whether it is connected. */
  link: Link;
  calls: readonly Call[];
  muted: boolean;
  /** Whether it is in another tab of this browser, which rings and answers. */
  elsewhere: boolean;
  /** Whether that tab does not answer when it is asked: it hangs, or its page has crashed. */
  deaf: boolean;
}

/** Whom a call can be given to: a quick connect, or a number that was typed. */
export interface Target {
  id: string;
  kind: "agent" | "queue" | "number";
  name: string;
}

/** A verb that the softphone refused. */
export class PhoneRefused extends Error {}

/** Every verb ends when the softphone has taken it, and throws PhoneRefused if it does not. */
export interface Phone {
  state(): PhoneState;
  /** Be told of each change; return how to stop. */
  hear(listener: () => void): () => void;
  accept(call: string): Promise<void>;
  reject(call: string): Promise<void>;
  /** Leave a call: with nobody else in it, it ends. */
  hangUp(call: string): Promise<void>;
  /** Be done with what is over, or was missed. */
  finish(call: string): Promise<void>;
  hold(call: string, party: string): Promise<void>;
  resume(call: string, party: string): Promise<void>;
  /** Take one out of a call. */
  drop(call: string, party: string): Promise<void>;
  keys(call: string, party: string, keys: string): Promise<void>;
  mute(on: boolean): Promise<void>;
  /** Whom a call may be given to: the lines and colleagues of its body; without a call, of all that one serves. */
  targets(call?: string): Promise<readonly Target[]>;
  /** Call somebody, in the name of the body that a line (a queue) belongs to; else of the agent's first. */
  dial(number: string, line?: string): Promise<void>;
  /** Call a third while the caller waits. */
  consult(call: string, target: Target): Promise<void>;
  /** Give a call away without speaking with whoever takes it. */
  pass(call: string, target: Target): Promise<void>;
  /** Speak with the other of two. */
  swap(call: string): Promise<void>;
  /** Bring all together. */
  join(call: string): Promise<void>;
  /** Be heard in a call that one listens to, or only listen again. */
  speak(call: string, on: boolean): Promise<void>;
  /** Give the softphone up: another tab has it. */
  close(): void;
}

export const SILENT: PhoneState = { link: "none", calls: [], muted: false, elsewhere: false, deaf: false };

/** Return the call that needs the agent most: one that rings, then one that goes on, then what is over. */
export function foremost(calls: readonly Call[]): Call | undefined {
  const order: readonly Phase[] = ["ringing", "joining", "talking", "dialling", "over", "missed", "failed"];
  return [...calls].sort((one, other) => order.indexOf(one.phase) - order.indexOf(other.phase))[0];
}

const KEYS = /^[0-9*#+,]+$/;

/** Return the keys that somebody typed, Arabic digits as digits; "" if there is something that no keypad has. */
export function keysOf(text: string): string {
  const keys = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[\s\-()]/g, "");
  return KEYS.test(keys) ? keys : "";
}

/** Return the tones that somebody typed; "" if there is something that no keypad has. */
export function tonesOf(text: string): string {
  const keys = keysOf(text);
  return /^[0-9*#]+$/.test(keys) ? keys : "";
}

/** Return whom an agent's keys are for: a third who is spoken with, else the caller, else whoever is being called. */
export function hearsKeys({ parties }: Pick<Call, "parties">): Party | undefined {
  const talking = parties.filter(({ state }) => state === "talking");
  return talking.find(({ initial }) => !initial) ?? talking[0] ?? parties.find(({ initial }) => !initial);
}

/** Return whether a call goes on that would suffer if the softphone went to another tab. */
export const goesOn = (calls: readonly Call[]) =>
  calls.some(({ phase, voice }) => voice && (phase === "talking" || phase === "joining" || phase === "dialling"));

/** Return a number as the telephone network takes it (E.164), or "" if it is none. */
export function dialledOf(text: string): string {
  const number = keysOf(text).replace(/^00/, "+");
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : "";
}

/** Return what a queue's name in the telephony tells, `<body>.<label>_<AR|EN>`; nothing if it is none of ours. */
export function queueOf(name: string): { label: string; language: string } | undefined {
  const [, label, language] = /^[^.]+\.(.+)_(AR|EN)$/.exec(name) ?? [];
  return label && language ? { label, language: language.toLowerCase() } : undefined;
}
