import { useWords } from "@shared/language/Language";
import { type Body, useBody } from "../body";
import { Alike } from "../parts/Alike";
import { Refused } from "../parts/Field";
import { ChooseFiles } from "../parts/Files";
import { Page } from "../parts/Page";
import { KindPart } from "./new/KindPart";
import { MatterPart } from "./new/MatterPart";
import { PersonPart } from "./new/PersonPart";
import { PlacePart } from "./new/PlacePart";
import { useFiling } from "./new/filing";
import { useOnline } from "../offline/online";

/** File a ticket (R041, R108-R113): what it is, what happened, where, and who says so. */
export default function NewTicket() {
  const { body } = useBody();
  return <Form key={body.code} body={body} />;
}

function Form({ body }: { body: Body }) {
  const { t } = useWords();
  const online = useOnline();
  const { form, draft, refusal, busy, elsewhere, filled, submit, startAnew } = useFiling(body);
  const part = { draft, reasons: refusal?.fields ?? {} };
  return (
    <Page title={t("new-title")} lead={<p>{t("new-lead")}</p>}>
      <Refused refusal={refusal} labels={labels(t)} />
      {!online && (
        <p role="status" className="card mb-6 font-semibold">
          {t("new-offline")}
        </p>
      )}
      {elsewhere && (
        <p role="status" className="card mb-6 bg-primary-50">
          {t("new-elsewhere")}
        </p>
      )}
      {draft.restored && !refusal && !elsewhere && (
        <p role="status" className="card mb-6 flex flex-wrap items-center justify-between gap-3 bg-primary-50">
          <span>{t("draft-restored")}</span>
          <button type="button" className="aegov-btn btn-outline btn-sm" onClick={startAnew}>
            {t("draft-forget")}
          </button>
        </p>
      )}
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-8">
        <KindPart {...part} />
        <MatterPart {...part} />
        <PlacePart {...part} />
        <Alike typed={draft.value} body={body} />
        <section aria-labelledby="files" className="grid gap-3">
          <h2 id="files" className="text-xl font-bold">
            {t("attachments-title")}
          </h2>
          <ChooseFiles number={form} />
        </section>
        <PersonPart {...part} filled={filled} />
        <div>
          <button type="submit" className="aegov-btn" disabled={busy}>
            {busy ? t("sending") : t("new-send")}
          </button>
        </div>
      </form>
    </Page>
  );
}

const labels = (t: (id: string) => string): Record<string, string> => ({
  kind: t("new-kind"),
  category: t("new-category"),
  description: t("new-description"),
  "requester.first_name": t("new-first-name"),
  "requester.family_name": t("new-family-name"),
  "requester.mobile": t("new-mobile"),
  "requester.email": t("new-email"),
  "requester.national_id": t("new-national-id"),
  "on_behalf.name": t("new-behalf-name"),
  location: t("new-place"),
  "location.region": t("new-region"),
});
