import { told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { type Draft, useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId } from "@shared/words";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../api";
import { useBody } from "../body";
import { Alike } from "../parts/Alike";
import { Field, Refused } from "../parts/Field";
import { ChooseFiles } from "../parts/Files";
import { Pin } from "../parts/Pin";
import { Page } from "../parts/Page";
import { keepRegistered } from "../registered";
import { sendChosen } from "../uploads";
import {
  ANONYMOUS,
  categoriesFor,
  EMPTY,
  KINDS,
  missingFrom,
  type Registration,
  registrationOf,
  type Typed,
} from "./newTicket";

const register = (body: Registration, key: string) =>
  told(api.POST("/v1/public/tickets", { body, params: { header: { "Idempotency-Key": key } } }));

/** File a ticket (R041, R108-R113): what it is, what happened, where, and who says so. */
export default function NewTicket() {
  const { t, language } = useWords();
  const { body } = useBody();
  const [, go] = useLocation();
  const draft = useDraft<Typed>(`new.${body.code}`, EMPTY);
  const sending = useSending(`new.${body.code}`, register);
  const [missing, setMissing] = useState<Refusal>();
  const refusal = missing ?? sending.refusal;

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const empty = missingFrom(draft.value);
    setMissing(empty.length ? refusalFor(empty) : undefined);
    if (empty.length) return;
    const registered = await sending.send(registrationOf(draft.value, body, language));
    if (!registered) return;
    keepRegistered({ ...registered, body: body.code, kind: draft.value.kind, anonymous: draft.value.anonymous });
    sendChosen(registered.number, registered.upload_token);
    draft.forget();
    go("/registered");
  };

  useOnceBack(sending.refusal?.code === "offline", () => void submit());

  return (
    <Page title={t("new-title")} lead={<p>{t("new-lead")}</p>}>
      <Refused refusal={refusal} labels={labels(t)} />
      {refusal?.code === "offline" && <p className="mb-6 font-semibold">{t("new-when-back")}</p>}
      {draft.restored && !refusal && (
        <p role="status" className="card mb-6 flex flex-wrap items-center justify-between gap-3 bg-primary-50">
          <span>{t("draft-restored")}</span>
          <button type="button" className="aegov-btn btn-outline btn-sm" onClick={draft.forget}>
            {t("draft-forget")}
          </button>
        </p>
      )}
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-8">
        <KindPart draft={draft} reasons={refusal?.fields ?? {}} />
        <MatterPart draft={draft} reasons={refusal?.fields ?? {}} />
        <PlacePart draft={draft} reasons={refusal?.fields ?? {}} />
        <Alike typed={draft.value} body={body} />
        <section aria-labelledby="files" className="grid gap-3">
          <h2 id="files" className="text-xl font-bold">
            {t("attachments-title")}
          </h2>
          <ChooseFiles number="" />
        </section>
        <PersonPart draft={draft} reasons={refusal?.fields ?? {}} />
        <div>
          <button type="submit" className="aegov-btn" disabled={sending.busy}>
            {sending.busy ? t("sending") : t("new-send")}
          </button>
        </div>
      </form>
    </Page>
  );
}

/** Send again by itself when the connection is back: under the same key, so that it is registered once. */
function useOnceBack(waiting: boolean, send: () => void) {
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    if (!waiting) return;
    const back = () => latest.current();
    addEventListener("online", back);
    return () => removeEventListener("online", back);
  }, [waiting]);
}

const refusalFor = (fields: string[]) =>
  new Refusal({
    type: "/problems/invalid",
    title: "",
    status: 422,
    fields: fields.map((field) => ({ field, reason: field === "requester.mobile" ? "missing-identifier" : "missing" })),
  });

const labels = (t: (id: string) => string): Record<string, string> => ({
  kind: t("new-kind"),
  category: t("new-category"),
  description: t("new-description"),
  "requester.first_name": t("new-first-name"),
  "requester.family_name": t("new-family-name"),
  "requester.mobile": t("new-mobile"),
  "requester.email": t("new-email"),
  location: t("new-place"),
  "location.region": t("new-region"),
});

interface Part {
  draft: Draft<Typed>;
  reasons: Record<string, string>;
}

/** Tells complaint from report, which people confuse (R201), by what each is for. */
function KindPart({ draft, reasons }: Part) {
  const { t } = useWords();
  const { body } = useBody();
  const kinds = KINDS.filter((kind) => categoriesFor(body, kind).length);
  const choose = (kind: Typed["kind"]) => {
    const kept = categoriesFor(body, kind).some((each) => each.code === draft.value.category);
    draft.change({ kind, ...(kept ? {} : { category: "", subcategory: "" }) });
  };
  return (
    <fieldset className="field min-w-0" id="kind" tabIndex={-1}>
      <legend className="text-xl">{t("new-kind")}</legend>
      {reasons["kind"] && <p className="mb-2 font-semibold text-aered-700">{t("new-kind-missing")}</p>}
      <div className="grid gap-3 sm:grid-cols-2">
        {kinds.map((kind) => (
          <label key={kind} className="choice">
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={draft.value.kind === kind}
              onChange={() => choose(kind)}
            />
            <span className="min-w-0">
              <span className="block font-semibold">{t(codeId("kind", kind))}</span>
              <span className="block text-sm font-normal text-aeblack-700">{t(codeId("kind-is", kind))}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function MatterPart({ draft, reasons }: Part) {
  const { t, name } = useWords();
  const { body } = useBody();
  const { value, change } = draft;
  const categories = categoriesFor(body, value.kind);
  const category = categories.find((each) => each.code === value.category);
  return (
    <section aria-labelledby="matter" className="grid gap-5 sm:grid-cols-2">
      <h2 id="matter" className="text-xl font-bold sm:col-span-2">
        {t("new-matter")}
      </h2>
      <Field id="category" label={t("new-category")} reason={reasons["category"]}>
        {(field) => (
          <select
            {...field}
            value={value.category}
            onChange={(e) => change({ category: e.currentTarget.value, subcategory: "", attributes: {} })}
          >
            <option value="">{t("choose")}</option>
            {categories.map((each) => (
              <option key={each.code} value={each.code}>
                {name(each.name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {category && category.subcategories.length > 0 && (
        <Field id="subcategory" label={t("new-subcategory")} reason={reasons["subcategory"]} optional>
          {(field) => (
            <select
              {...field}
              value={value.subcategory}
              onChange={(e) => change({ subcategory: e.currentTarget.value })}
            >
              <option value="">{t("choose")}</option>
              {category.subcategories.map((each) => (
                <option key={each.code} value={each.code}>
                  {name(each.name)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {category?.attributes.map((attribute) => {
        const id = `attributes.${attribute.code}`;
        const set = (text: string) => change({ attributes: { ...value.attributes, [attribute.code]: text } });
        const text = value.attributes[attribute.code] ?? "";
        return (
          <Field key={id} id={id} label={name(attribute.name)} reason={reasons[id]} optional={!attribute.required}>
            {(field) =>
              attribute.kind === "choice" ? (
                <select {...field} value={text} onChange={(e) => set(e.currentTarget.value)}>
                  <option value="">{t("choose")}</option>
                  {attribute.choices.map((choice) => (
                    <option key={choice.code} value={choice.code}>
                      {name(choice.name)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  {...field}
                  type="text"
                  inputMode={attribute.kind === "number" ? "decimal" : "text"}
                  value={text}
                  onChange={(e) => set(e.currentTarget.value)}
                />
              )
            }
          </Field>
        );
      })}
      {value.kind === "complaint" && (
        <Field id="object" label={t("new-object")} reason={reasons["object"]} optional>
          {(field) => (
            <select {...field} value={value.object} onChange={(e) => change({ object: e.currentTarget.value })}>
              <option value="">{t("choose")}</option>
              {["service", "product", "operation", "procedure", "conduct", "manner"].map((code) => (
                <option key={code} value={code}>
                  {t(codeId("object", code))}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="sm:col-span-2">
        <Field
          id="description"
          label={t("new-description")}
          hint={t("new-description-hint")}
          reason={reasons["description"]}
        >
          {(field) => (
            <textarea
              {...field}
              rows={6}
              maxLength={4000}
              dir="auto"
              value={value.description}
              onChange={(e) => change({ description: e.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </section>
  );
}

function PlacePart({ draft, reasons }: Part) {
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

function PersonPart({ draft, reasons }: Part) {
  const { t } = useWords();
  const { value, change } = draft;
  const mayHide = ANONYMOUS.has(value.kind);
  const hidden = mayHide && value.anonymous;
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
      {!hidden && (
        <>
          <Field id="requester.first_name" label={t("new-first-name")} reason={reasons["requester.first_name"]}>
            {(field) => (
              <input
                {...field}
                type="text"
                autoComplete="given-name"
                maxLength={120}
                value={value.first_name}
                onChange={(e) => change({ first_name: e.currentTarget.value })}
              />
            )}
          </Field>
          <Field id="requester.family_name" label={t("new-family-name")} reason={reasons["requester.family_name"]}>
            {(field) => (
              <input
                {...field}
                type="text"
                autoComplete="family-name"
                maxLength={120}
                value={value.family_name}
                onChange={(e) => change({ family_name: e.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            id="requester.mobile"
            label={t("new-mobile")}
            hint={t("new-mobile-hint")}
            reason={reasons["requester.mobile"]}
          >
            {(field) => (
              <input
                {...field}
                type="tel"
                dir="ltr"
                autoComplete="tel"
                maxLength={40}
                value={value.mobile}
                onChange={(e) => change({ mobile: e.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            id="requester.email"
            label={t("new-email")}
            hint={t("new-email-hint")}
            reason={reasons["requester.email"]}
            optional
          >
            {(field) => (
              <input
                {...field}
                type="email"
                dir="ltr"
                autoComplete="email"
                maxLength={254}
                value={value.email}
                onChange={(e) => change({ email: e.currentTarget.value })}
              />
            )}
          </Field>
        </>
      )}
    </section>
  );
}
