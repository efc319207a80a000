import Alert from "@cloudscape-design/components/alert";
import Checkbox from "@cloudscape-design/components/checkbox";
import { useWords } from "@shared/language/Language";
import { useState } from "react";
import { useMe } from "../me";
import { type Place, sendPhotos, takeSent } from "../photos";
import { useSent } from "./Attachments";
import { Photos } from "./Photos";

const MOMENTS = ["before", "after"] as const;

export interface Sending {
  places: readonly Place[];
  shared: boolean;
  share: (on: boolean) => void;
  busy: boolean;
  /** Whether a photo did not arrive at the last try. */
  held: boolean;
  /** Send the photos; return whether all are there. */
  send: () => Promise<boolean>;
  clear: () => void;
}

/** Return the photos that go with an answer: sent before it, so that it never stands without what it speaks of. */
export function useEvidence(number: string, wanted: boolean): Sending {
  const me = useMe();
  const [shared, share] = useState(false);
  const [busy, setBusy] = useState(false);
  const [held, setHeld] = useState(false);
  const places = wanted ? MOMENTS.map((moment) => ({ owner: me.id, number, form: "answer", moment })) : [];
  const send = async () => {
    setBusy(true);
    setHeld(false);
    const arrived = [];
    for (const place of places) arrived.push(await sendPhotos(place, { moment: place.moment, shared }));
    setBusy(false);
    const all = arrived.every((one) => one);
    setHeld(!all);
    return all;
  };
  const { add } = useSent(number);
  return { places, shared, share, busy, held, send, clear: () => add(places.flatMap(takeSent)) };
}

/** Asks for photos of the place before and after the work. */
export function Evidence({ evidence }: { evidence: Sending }) {
  const { t } = useWords();
  if (!evidence.places.length) return null;
  return (
    <div className="evidence">
      {evidence.places.map((place) => (
        <Photos key={place.moment} place={place} title={t(`moment-${place.moment}`)} photosOnly />
      ))}
      <Checkbox checked={evidence.shared} onChange={({ detail }) => evidence.share(detail.checked)}>
        {t("file-share")}
      </Checkbox>
      {evidence.held && <Alert type="error">{t("photo-held")}</Alert>}
    </div>
  );
}
