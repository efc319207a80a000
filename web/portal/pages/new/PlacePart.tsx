import { useWords } from "@shared/language/Language";
import { useBody } from "../../body";
import { SelectField, TextField } from "../../parts/Field";
import { Pin } from "../../parts/Pin";
import type { Part } from "../newTicket";

/** Where it is: a pin, a region, or words (R109, R113). */
export function PlacePart({ draft, reasons }: Part) {
  const { t, name } = useWords();
  const { body } = useBody();
  const { value, change } = draft;
  const under = (parent: string) =>
    body.regions.filter((each) => each.parent === parent).map((each) => [each.code, name(each.name)] as const);
  const below = value.region ? under(value.region) : [];
  return (
    <section aria-labelledby="place" className="grid gap-5 sm:grid-cols-2">
      <h2 id="place" className="text-xl font-bold sm:col-span-2">
        {t("new-place")}
      </h2>
      <Pin body={body} region={value.region} pin={value.pin} change={change} />
      <SelectField
        id="location.region"
        label={t("new-region")}
        reason={reasons["location.region"]}
        optional
        value={value.region}
        options={under("")}
        change={(region) => change({ region, subregion: "", pin: null })}
      />
      {below.length > 0 && (
        <SelectField
          id="location.subregion"
          label={t("new-subregion")}
          reason={reasons["location.subregion"]}
          optional
          value={value.subregion}
          options={below}
          change={(subregion) => change({ subregion })}
        />
      )}
      <div className="sm:col-span-2">
        <TextField
          id="location.address"
          label={t("new-address")}
          hint={t("new-address-hint")}
          reason={reasons["location.address"]}
          optional
          maxLength={500}
          value={value.address}
          change={(address) => change({ address })}
        />
      </div>
    </section>
  );
}
