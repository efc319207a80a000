import { FluentBundle, FluentNumber, FluentResource, type FluentVariable } from "@fluent/bundle";

export type Language = "ar" | "en";
export type Arguments = Record<string, FluentVariable>;
export const LANGUAGES: readonly Language[] = ["ar", "en"];

/** Gregorian dates and Latin digits, as public bodies of the Gulf write them; said openly, for browsers differ. */
export const LOCALES: Record<Language, string> = {
  ar: "ar-AE-u-ca-gregory-nu-latn",
  en: "en-GB-u-ca-gregory-nu-latn",
};

/**
 * Write a number: in whole numbers the two languages agree, and do without the first number format of a page, which
 * costs an old telephone a fifth of a second.
 */
export function written(value: number, language: Language): string {
  if (Number.isSafeInteger(value) && value >= 0) return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

/** A number in a message: its plural is the language's, its digits are ours. */
class Counted extends FluentNumber {
  constructor(
    value: number,
    private readonly language: Language,
  ) {
    super(value);
  }

  override toString(): string {
    return written(this.value, this.language);
  }
}

/** Make a catalogue of one language from the texts of its files; placeables are isolated (U+2068, U+2069). */
export function bundleOf(language: Language, texts: readonly string[]): FluentBundle {
  const bundle = new FluentBundle(language);
  addTo(bundle, texts);
  return bundle;
}

/** Add texts to a catalogue: those of pages that are not seen at first. */
export function addTo(bundle: FluentBundle, texts: readonly string[]): void {
  for (const text of texts) {
    const errors = bundle.addResource(new FluentResource(text));
    if (errors.length) throw errors[0];
  }
}

/**
 * Say a message.
 *
 * @throws Error if the catalogue does not have it: a raw key is never shown
 */
export function say(bundle: FluentBundle, id: string, args?: Arguments): string {
  const message = bundle.getMessage(id);
  if (!message?.value) throw new Error(`no message ${id}`);
  return bundle.formatPattern(message.value, args ? counted(args, bundle.locales[0] as Language) : null);
}

function counted(args: Arguments, language: Language): Arguments {
  const entries = Object.entries(args);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "number" ? new Counted(value, language) : value]),
  );
}
