/** How many signs are read out in a second: half a minute is some 500 of them (R084). */
const SIGNS_A_SECOND = 500 / 30;
/** Nobody listens to a menu for longer (R084). */
export const MOST_SECONDS = 30;

/** Return how many seconds a text takes when it is read out: about so many, for voices differ. */
export function spokenSeconds(text: string): number {
  // Vowel signs are read with their letters.
  const read = text
    .normalize("NFC")
    .replace(/[\u064b-\u0652\u0670\u0640]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return Math.ceil([...read].length / SIGNS_A_SECOND);
}

export type Runs = "later" | "now" | "over" | "unclear";

/** Return whether an announcement is heard today; its first and its last day are both counted. */
export function runsOn(today: string, { first, last }: { first: string; last: string }): Runs {
  if (!first || !last || last < first) return "unclear";
  if (today < first) return "later";
  return today > last ? "over" : "now";
}

/** Return the beginning of a day in a zone, as the API takes an instant: 2027-01-01T00:00:00+04:00. */
export function midnightIn(zone: string, day: string): string {
  if (!day) return "";
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(
    new Date(`${day}T00:00:00Z`),
  );
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "") || "+00:00";
  return `${day}T00:00:00${offset}`;
}
