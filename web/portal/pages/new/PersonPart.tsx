import { useWords } from "@shared/language/Language";
import { TextField } from "../../parts/Field";
import { ANONYMOUS, type Part } from "../newTicket";

/** Who files it, unless nobody need say so (R108). */
export function PersonPart({ draft, reasons, filled }: Part & { filled: boolean }) {
  const { t } = useWords();
  const { value, change } = draft;
  const mayHide = ANONYMOUS.has(value.kind);
  return (
    <section aria-labelledby="person" className="grid gap-5 sm:grid-cols-2">
      <h2 id="person" className="text-xl font-bold sm:col-span-2">
        {t("new-person")}
      </h2>
      {mayHide && (
        <label className="choice sm:col-span-2">
          <input
            type="checkbox"
            name="anonymous"
            checked={value.anonymous}
            onChange={(e) => change({ anonymous: e.currentTarget.checked })}
          />
          <span>
            <span className="block font-semibold">{t("new-anonymous")}</span>
            <span className="block text-sm text-aeblack-700">{t("new-anonymous-hint")}</span>
          </span>
        </label>
      )}
      {!(mayHide && value.anonymous) && <Person draft={draft} reasons={reasons} filled={filled} />}
    </section>
  );
}

function Person({ draft: { value, change }, reasons, filled }: Part & { filled: boolean }) {
  const { t } = useWords();
  return (
    <>
      {filled && (
        <p role="status" className="text-sm text-aeblack-700 sm:col-span-2">
          {t("new-filled")}
        </p>
      )}
      <TextField
        id="requester.first_name"
        label={t("new-first-name")}
        reason={reasons["requester.first_name"]}
        autoComplete="given-name"
        maxLength={120}
        value={value.first_name}
        change={(text) => change({ first_name: text })}
      />
      <TextField
        id="requester.family_name"
        label={t("new-family-name")}
        reason={reasons["requester.family_name"]}
        autoComplete="family-name"
        maxLength={120}
        value={value.family_name}
        change={(text) => change({ family_name: text })}
      />
      <TextField
        id="requester.mobile"
        label={t("new-mobile")}
        hint={t("new-mobile-hint")}
        reason={reasons["requester.mobile"]}
        type="tel"
        dir="ltr"
        autoComplete="tel"
        maxLength={40}
        value={value.mobile}
        change={(text) => change({ mobile: text })}
      />
      <TextField
        id="requester.email"
        label={t("new-email")}
        hint={t("new-email-hint")}
        reason={reasons["requester.email"]}
        optional
        type="email"
        dir="ltr"
        autoComplete="email"
        maxLength={254}
        value={value.email}
        change={(text) => change({ email: text })}
      />
      <TextField
        id="requester.national_id"
        label={t("new-national-id")}
        hint={t("new-national-id-hint")}
        reason={reasons["requester.national_id"]}
        optional
        dir="ltr"
        inputMode="numeric"
        maxLength={40}
        value={value.national_id}
        change={(text) => change({ national_id: text })}
      />
      <label className="choice sm:col-span-2">
        <input
          type="checkbox"
          name="behalf"
          checked={value.behalf}
          onChange={(e) => change({ behalf: e.currentTarget.checked })}
        />
        <span>
          <span className="block font-semibold">{t("new-behalf")}</span>
          <span className="block text-sm text-aeblack-700">{t("new-behalf-hint")}</span>
        </span>
      </label>
      {value.behalf && (
        <>
          <TextField
            id="on_behalf.name"
            label={t("new-behalf-name")}
            reason={reasons["on_behalf.name"]}
            maxLength={120}
            value={value.behalf_name}
            change={(text) => change({ behalf_name: text })}
          />
          <TextField
            id="on_behalf.relation"
            label={t("new-behalf-relation")}
            hint={t("new-behalf-relation-hint")}
            reason={reasons["on_behalf.relation"]}
            optional
            maxLength={120}
            value={value.behalf_relation}
            change={(text) => change({ behalf_relation: text })}
          />
        </>
      )}
    </>
  );
}
