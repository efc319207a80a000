import type { Switchboard } from "./switchboard";
import { keysOf, queueOf, type Target } from "./telephony/phone";

type Extension = Switchboard["extensions"][number];

/** A line within the house (R006, R066): how it is dialled, what it is called, and whom it leads to. */
export interface Line {
  extension: string;
  name: Extension["name"];
  target: Target;
}

/**
 * Return the extensions of a body that a call can be given to: those that lead to a number, or to one of its queues or
 * colleagues that the softphone offers. A queue is taken in the language that the call waited in.
 */
export function linesOf(board: Switchboard | undefined, targets: readonly Target[], queue: string): Line[] {
  const body = queue.split(".")[0] ?? "";
  const language = queueOf(queue)?.language ?? "ar";
  const found = (kind: Target["kind"], name: string) =>
    targets.find((each) => each.kind === kind && each.name === name);
  const leadsTo = ({ staff, queue: code, number }: Extension): Target | undefined => {
    if (number) return { id: number, kind: "number", name: number };
    if (staff) return found("agent", staff);
    const label = board?.queues.find((each) => each.code === code)?.label;
    return label ? found("queue", `${body}.${label}_${language.toUpperCase()}`) : undefined;
  };
  return (board?.extensions ?? []).flatMap((each) => {
    const target = leadsTo(each);
    return target ? [{ extension: each.extension, name: each.name, target }] : [];
  });
}

/** Return the line that somebody typed the extension of, in any digits. */
export const dialledLine = (lines: readonly Line[], typed: string) =>
  lines.find(({ extension }) => extension === keysOf(typed));
