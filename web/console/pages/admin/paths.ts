/** Values inside a form by their path, as the API names them in `fields`: `weeks.0.days.sunday.1.opens`. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Return what stands at a path, or undefined. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((found, part) => (found as Record<string, unknown> | null)?.[part], value);
}

/** Return the value with another one at a path; what is missing on the way is made. Undefined takes it out. */
export function put<T>(value: T, path: string, given: unknown): T {
  const [first = "", ...rest] = path.split(".");
  const inner = rest.length
    ? put(at(value, first) ?? (/^\d+$/.test(rest[0]!) ? [] : {}), rest.join("."), given)
    : given;
  if (Array.isArray(value)) return value.with(Number(first), inner) as T;
  const others = Object.entries(value as object).filter(([key]) => inner !== undefined || key !== first);
  return { ...Object.fromEntries(others), ...(inner !== undefined && { [first]: inner }) } as T;
}

/** Return the paths of first order in which two values differ. */
export function differing(one: object, other: object): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => JSON.stringify(at(one, key)) !== JSON.stringify(at(other, key)));
}

/** Write digits as the API takes them: people also type Arabic and Persian ones. */
export function digits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
