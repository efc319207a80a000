/** Ready-made replies: found by `/` at the start of a word, filled in from the ticket, never sent by themselves. */
export interface ReadyReply {
  code: string;
  name: { ar: string; en: string };
  text: { ar: string; en: string };
  category?: string;
  kind?: string;
  active?: boolean;
}

/** Where a `/` was typed, and what was typed after it. */
export interface Slash {
  start: number;
  end: number;
  sought: string;
}

/** Return the `/` that the caret stands behind, if it begins a word. */
export function slashAt(text: string, caret: number): Slash | undefined {
  const found = /(?:^|\s)\/([^\s/]*)$/u.exec(text.slice(0, caret));
  if (!found) return undefined;
  const sought = found[1] ?? "";
  return { start: caret - sought.length - 1, end: caret, sought };
}

/** Return a text as it is compared: without vowel signs, with one shape for letters that are typed in several. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u064b-\u065f\u0670\u0640\u0300-\u036f]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}

/** Return the replies that are offered for a ticket and fit what was typed: those whose code begins with it first. */
export function offered<R extends ReadyReply>(
  replies: readonly R[],
  ticket: { category: string; kind: string },
  sought: string,
): R[] {
  const wanted = plain(sought);
  const fits = (only: string | undefined, has: string) => !only || only === has;
  const found = replies.filter(
    ({ active, category, kind, code, name }) =>
      active !== false &&
      fits(category, ticket.category) &&
      fits(kind, ticket.kind) &&
      [code, name.ar, name.en].some((text) => plain(text).includes(wanted)),
  );
  const begins = ({ code }: R) => (plain(code).startsWith(wanted) ? 0 : 1);
  return found.sort((one, other) => begins(one) - begins(other));
}

const PLACE = /\{(\w+)\}/g;

/** Return a text with its places filled in; a place without a value stays, to be seen and filled in by hand. */
export function filled(text: string, facts: Readonly<Record<string, string | undefined>>): string {
  return text.replace(PLACE, (place, name: string) => facts[name] || place);
}

/** Return the places that nobody filled in. */
export const unfilled = (text: string, names: readonly string[]): string[] =>
  [...text.matchAll(PLACE)].flatMap(([place, name]) => (names.includes(name!) ? [place] : []));
