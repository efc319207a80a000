const KEYS = ["", "", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];

/** Return the digits of a number that is written with the letters of the keypad, such as 800 7 CARE (R020). */
export const digitsOf = (text: string) =>
  text.replace(/[A-Z]/g, (letter) => String(KEYS.findIndex((key) => key.includes(letter)))).replace(/[^\d+]/g, "");

/** Return where an address leads: to a telephone, a letter or a page; nothing where it is only read. */
export function hrefOf(text: string): string | undefined {
  if (/^\+?(?=.*\d{3})[\dA-Z\s-]{5,}$/.test(text)) return `tel:${digitsOf(text)}`;
  if (/^\S+@\S+\.\S+$/.test(text)) return `mailto:${text}`;
  return /^https:\/\//.test(text) ? text : undefined;
}
