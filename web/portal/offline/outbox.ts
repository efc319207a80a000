import { type Schemas, told } from "@shared/api/client";
import { type Problem, Refusal } from "@shared/api/refusal";
import { useSyncExternalStore } from "react";
import { api } from "../api";
import { dropFiles, handOver } from "../uploads";
import { all, alone, find, forget, keep, type Kept, keeps, whenChanged } from "./kept";
import { setUnsent } from "./signs";

export type Answer = Schemas["RegisteredView"];

/** A report that was handed in: it waits for a connection, came to its number meanwhile, or was refused. */
export interface Report extends Kept {
  /** Its idempotency key: however often and from whichever tab it is sent, it is registered once. */
  id: string;
  /** The form that it was typed into (`new.<body>`). */
  form: string;
  words: Schemas["Registration"];
  /** What was typed, to put it back into the form. */
  typed: object;
  state: "waiting" | "sent" | "refused";
  answer?: Answer;
  problem?: Problem;
}

/** How long to wait until the next try while the device believes to have a connection, in milliseconds. */
const PAUSE = 20_000;

let reports: readonly Report[] = [];
let next: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Return the reports that this device still has something to say of, the oldest first. */
export function useReports(): readonly Report[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => reports,
  );
}

async function refresh(): Promise<void> {
  reports = (await keeps()) ? await all<Report>("reports") : [];
  setUnsent(reports.length);
  for (const listener of listeners) listener();
  clearTimeout(next);
  if (reports.some((each) => each.state === "waiting")) next = setTimeout(() => void flush(), PAUSE);
}

const keepReport = async (report: Report) => {
  await keep("reports", report);
  await refresh();
};

/**
 * Hand a report in: kept first, then sent. Without a connection it stays kept, and goes out when there is one.
 *
 * @throws Refusal if it was refused, or (`offline`) if it waits
 */
export async function handIn(report: Report): Promise<Answer> {
  const kept = await hold(report);
  try {
    return await alone(`report.${report.id}`, async () => {
      const answer = await register(report);
      await handOver(kept ? report.id : report.form, answer.number, answer.upload_token);
      if (kept) await drop(report.id);
      return answer;
    });
  } catch (error) {
    if (kept && !waits(error)) await giveBack(report);
    throw error;
  }
}

/** Return whether a report waits after this refusal, and goes out by itself. */
export const waits = (error: unknown) => error instanceof Refusal && error.status === 0;

/** Return whether a report was handed in and waits. */
export const isWaiting = (id: string) => reports.some((each) => each.id === id && each.state === "waiting");

async function hold(report: Report): Promise<boolean> {
  if (!(await keeps())) return false;
  try {
    await keepReport(report);
  } catch {
    return false; // no room: the form keeps the words, as it does without this
  }
  await handOver(report.form, report.id);
  return true;
}

const register = ({ id, words }: Report) =>
  told(api.POST("/v1/public/tickets", { body: words, params: { header: { "Idempotency-Key": id } } }));

/** Take a report out, and leave its files to the form that it came from. */
export async function giveBack({ id, form }: Report): Promise<void> {
  await handOver(id, form);
  await drop(id);
}

/** Forget a report that nobody wants to send any more. */
export async function cancel(id: string): Promise<void> {
  await dropFiles(id);
  await drop(id);
}

export async function drop(id: string): Promise<void> {
  await forget("reports", id);
  await refresh();
}

/** Send what waits; a tab that comes second finds it sent. */
export async function flush(): Promise<void> {
  await refresh();
  const waiting = reports.filter((each) => each.state === "waiting");
  for (const { id } of waiting) await alone(`report.${id}`, () => attempt(id));
}

async function attempt(id: string): Promise<void> {
  const report = await find<Report>("reports", id);
  if (report?.state !== "waiting") return;
  try {
    const answer = await register(report);
    await handOver(id, answer.number, answer.upload_token);
    await keepReport({ ...report, state: "sent", answer });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!error.passing) await keepReport({ ...report, state: "refused", problem: error.problem });
  }
}

if ("document" in globalThis) {
  void flush();
  whenChanged(() => void refresh());
  addEventListener("online", () => void flush());
}
