import { Ltr } from "@shared/language/Ltr";
import { clockOf } from "../../supervision";

/** How long something of a contact took; what its record has still to tell is not none. */
export function Lasting({ seconds, told }: { seconds: number; told: string }) {
  return <span className="timer">{seconds || told ? <Ltr>{clockOf(seconds)}</Ltr> : "–"}</span>;
}
