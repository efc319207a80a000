/**
 * Shortcuts go by the key's place (`event.code`), so that they are the same on an Arabic keyboard; none works while
 * somebody types, and each can be seen under `?` (WCAG 2.1.4).
 */
export interface Shortcut {
  code: string;
  shift?: boolean;
  /** What is written on the key. */
  key: string;
  text: string;
  to?: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { code: "Slash", shift: true, key: "?", text: "shortcut-help" },
  { code: "Slash", key: "/", text: "shortcut-search" },
  { code: "KeyM", key: "M", text: "queue-mine", to: "/worklists/mine" },
  { code: "KeyO", key: "O", text: "overview", to: "/overview" },
  { code: "KeyA", key: "A", text: "worklist-all", to: "/worklists/all" },
  { code: "KeyN", key: "N", text: "shortcut-new", to: "/register" },
  { code: "KeyR", key: "R", text: "shortcut-reply" },
  { code: "KeyT", key: "T", text: "shortcut-note" },
  { code: "KeyI", key: "I", text: "holder-take" },
  { code: "KeyJ", key: "J", text: "shortcut-next" },
  { code: "KeyK", key: "K", text: "shortcut-before" },
  { code: "KeyD", key: "D", text: "desk", to: "/desk" },
  { code: "KeyC", key: "C", text: "phone-accept" },
  { code: "KeyH", key: "H", text: "phone-hold" },
  { code: "KeyU", key: "U", text: "phone-mute" },
  { code: "KeyP", key: "P", text: "phone-keypad" },
  { code: "KeyB", key: "B", text: "shortcut-back" },
];

const heard = new Map<string, Set<() => void>>();

/** Be told when a shortcut is pressed; while nobody listens, its key does nothing. Return how to stop. */
export function hearShortcut(text: string, listener: () => void): () => void {
  const listeners = heard.get(text) ?? new Set();
  heard.set(text, listeners.add(listener));
  return () => listeners.delete(listener);
}

/** Tell whoever listens; return whether anybody does. */
export function tellShortcut(text: string): boolean {
  const listeners = [...(heard.get(text) ?? [])];
  for (const listener of listeners) listener();
  return listeners.length > 0;
}

interface Pressed {
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** Return the shortcut that was pressed; none with Ctrl, Alt or Meta, for those are the browser's. */
export function shortcutOf(event: Pressed): Shortcut | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  return SHORTCUTS.find(({ code, shift }) => code === event.code && Boolean(shift) === event.shiftKey);
}

/** Whether somebody is typing there, or a dialog or an open list has the keys. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=listbox]") !== null;
}
