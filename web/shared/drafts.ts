import { useCallback, useState } from "react";

/** Days after which a draft is forgotten: it may hold a person's details, on a machine that others use. */
const DAYS = 7;
/** Return where a draft is kept, as other tabs are told of it. */
export const draftPlace = (name: string) => `nidaa.draft.${name}`;

/** Return a draft as it was left, or undefined. */
export function readDraft<T>(name: string, store: Storage = localStorage, now = Date.now()): T | undefined {
  const text = store.getItem(draftPlace(name));
  if (!text) return undefined;
  const { at, value } = JSON.parse(text) as { at: number; value: T };
  if (now - at < DAYS * 86_400_000) return value;
  store.removeItem(draftPlace(name));
  return undefined;
}

export function keepDraft<T>(name: string, value: T, store: Storage = localStorage, now = Date.now()): void {
  store.setItem(draftPlace(name), JSON.stringify({ at: now, value }));
}

export function forgetDraft(name: string, store: Storage = localStorage): void {
  store.removeItem(draftPlace(name));
}

export interface Draft<T> {
  value: T;
  /** Whether something was found that had been written before. */
  restored: boolean;
  change: (part: Partial<T>) => void;
  forget: () => void;
}

/** Keep what is typed: through a reload, a change of language, a lost session, a refusal. Give it up by `forget`. */
export function useDraft<T extends object>(name: string, empty: T): Draft<T> {
  const [found] = useState(() => readDraft<Partial<T>>(name));
  const [value, setValue] = useState<T>({ ...empty, ...found });
  const change = useCallback(
    (part: Partial<T>) =>
      setValue((before) => {
        const after = { ...before, ...part };
        keepDraft(name, after);
        return after;
      }),
    [name],
  );
  const forget = useCallback(() => {
    forgetDraft(name);
    setValue(empty);
  }, [name, empty]);
  return { value, restored: found !== undefined, change, forget };
}
