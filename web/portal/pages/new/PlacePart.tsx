import { useWords } from "@shared/language/Language";
import { useBody } from "../../body";
import { Field } from "../../parts/Field";
import { Pin } from "../../parts/Pin";
import type { Part } from "../newTicket";

/** Where it is: a pin, a region, or words (R109, R113). */
export function PlacePart({ draft, reasons }: Part) {
  const { t, name } = useWords();
  const { body } = useBody();
  const { value, change } = draft;
  const top = body.regions.filter((region) => !region.parent);
  const below = body.regions.filter((region) => region.parent && region.parent === value.region);
  return (
    <section aria-labelledby="place" className="grid gap-5 sm:grid-cols-2">
      <h2 id="place" className="text-xl font-bold sm:col-span-2">
        {t("new-place")}
      </h2>
      <Pin body={body} region={value.region} pin={value.pin} change={change} />
      <Field id="location.region" label={t("new-region")} reason={reasons["location.region"]} optional>
        {(field) => (
          <select
            {...field}
            value={value.region}
            onChange={(e) => change({ region: e.currentTarget.value, subregion: "", pin: null })}
          >
            <option value="">{t("choose")}</option>
            {top.map((each) => (
              <option key={each.code} value={each.code}>
                {name(each.name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {below.length > 0 && (
        <Field id="location.subregion" label={t("new-subregion")} reason={reasons["location.subregion"]} optional>
          {(field) => (
            <select {...field} value={value.subregion} onChange={(e) => change({ subregion: e.currentTarget.value })}>
              <option value="">{t("choose")}</option>
              {below.map((each) => (
                <option key={each.code} value={each.code}>
                  {name(each.name)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="sm:col-span-2">
        <Field
          id="location.address"
          label={t("new-address")}
          hint={t("new-address-hint")}
          reason={reasons["location.address"]}
          optional
        >
          {(field) => (
            <input
              {...field}
              type="text"
              maxLength={500}
              dir="auto"
              value={value.address}
              onChange={(e) => change({ address: e.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </section>
  );
}
