/**
 * Idempotency keys: a form sends the same words under the same key, however often it must be sent, also after the page
 * was closed; other words are another request and get a key of their own.
 */
const place = (form: string) => `nidaa.key.${form}`;

/** Return the key under which a form sends a body. */
export function keyFor(form: string, body: unknown, store: Storage = localStorage): string {
  const words = JSON.stringify(body);
  const kept = read(store.getItem(place(form)));
  if (kept?.words === words) return kept.key;
  const key = crypto.randomUUID();
  store.setItem(place(form), JSON.stringify({ key, words }));
  return key;
}

/** Forget a form's key once it was answered. */
export function forgetKey(form: string, store: Storage = localStorage): void {
  store.removeItem(place(form));
}

function read(text: string | null): { key: string; words: string } | undefined {
  if (!text) return undefined;
  return JSON.parse(text) as { key: string; words: string };
}
