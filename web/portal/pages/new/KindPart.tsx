import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useBody } from "../../body";
import { categoriesFor, KINDS, type Part, type Typed } from "../newTicket";

/** Tells complaint from report, which people confuse (R201), by what each is for. */
export function KindPart({ draft, reasons }: Part) {
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
