import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { lazy, Suspense, useState } from "react";
import type { Body } from "../body";
import { hasBoundary, type Point, regionAt, rounded } from "@shared/map/place";
import { Waiting } from "./Waiting";

const load = () => import("./PinMap");
const PinMap = lazy(load);

export interface Place {
  pin: Point | null;
  region?: string;
  subregion?: string;
}

interface Given {
  body: Body;
  region: string;
  pin: Point | null;
  change: (place: Place) => void;
}

/** Say where by a pin, or by where one stands; typed words do as well, so this is never needed (R113). */
export function Pin({ body, region, pin, change }: Given) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const drawn = hasBoundary(body.regions);
  const put = (point: Point) => {
    const at = rounded(point);
    const found = regionAt(body.regions, at);
    if (drawn && !found) return setSaid("pin-outside");
    setSaid("");
    change({ pin: at, ...found });
  };
  // The map is not among what opens without a connection; the words beside it do as well.
  const toggle = async () => {
    if (open) return setOpen(false);
    try {
      await load();
    } catch {
      return setSaid("pin-no-map");
    }
    setSaid("");
    setOpen(true);
  };
  const here = () => {
    setSaid("pin-finding");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => put({ lat: coords.latitude, lon: coords.longitude }),
      ({ code }) => setSaid(code === 1 ? "pin-denied" : "pin-unknown"),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  const colour = said === "pin-finding" ? "border-aeblack-300" : "border-aered-600 font-semibold";
  return (
    <div id="location" tabIndex={-1} className="grid gap-3 sm:col-span-2">
      <div className="flex flex-wrap gap-3">
        {drawn && (
          <button type="button" className="aegov-btn btn-outline" aria-expanded={open} onClick={() => void toggle()}>
            {open ? t("pin-close") : t("pin-open")}
          </button>
        )}
        {"geolocation" in navigator && (
          <button type="button" className="aegov-btn btn-outline" onClick={here}>
            {t("pin-use-mine")}
          </button>
        )}
      </div>
      <p role="status" className={said ? `rounded-lg border-2 p-3 ${colour}` : "sr-only"}>
        {said && t(said)}
      </p>
      {pin && (
        <p className="flex flex-wrap gap-x-4">
          <span>
            {t("pin-at")} <Ltr>{`${pin.lat}, ${pin.lon}`}</Ltr>
          </span>
          <button type="button" className="aegov-link" onClick={() => change({ pin: null })}>
            {t("pin-remove")}
          </button>
        </p>
      )}
      {open && (
        <Suspense fallback={<Waiting error={null} />}>
          <PinMap regions={body.regions} region={region} pin={pin ?? undefined} choose={put} />
        </Suspense>
      )}
    </div>
  );
}
