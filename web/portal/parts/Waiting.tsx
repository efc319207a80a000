import { asRefusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";
import { useReveal } from "../first/reveal";

/** Stands in for what is not there yet, or says why it does not come. */
export function Waiting({ error, retry }: { error: Error | null; retry?: () => void }) {
  const { t } = useWords();
  useReveal(Boolean(error));
  if (!error) {
    return (
      <p className="p-6 text-aeblack-700" role="status">
        {t("loading")}
      </p>
    );
  }
  return (
    <div className="card my-6 border-aered-600" role="alert">
      <p>{sayRefusal(asRefusal(error), t)}</p>
      {retry && (
        <button type="button" className="aegov-btn btn-outline btn-sm mt-3" onClick={retry}>
          {t("retry")}
        </button>
      )}
    </div>
  );
}
