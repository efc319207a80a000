import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

export type Language = "ar" | "en";
export type Arguments = Record<string, FluentVariable>;
export const LANGUAGES: readonly Language[] = ["ar", "en"];

/** Gregorian dates and Latin digits, as public bodies of the Gulf write them; said openly, for browsers differ. */
export const LOCALES: Record<Language, string> = {
  ar: "ar-AE-u-ca-gregory-nu-latn",
  en: "en-GB-u-ca-gregory-nu-latn",
};

/** Make a catalogue of one language from the texts of its files; placeables are isolated (U+2068, U+2069). */
export function bundleOf(language: Language, texts: readonly string[]): FluentBundle {
  const bundle = new FluentBundle(LOCALES[language]);
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
  return bundle.formatPattern(message.value, args ?? null);
}
