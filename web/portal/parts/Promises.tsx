import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import type { Body } from "../body";

/** What a body promises: by when it answers first, and by when it settles a matter (R040). */
export function Promises({ body }: { body: Body }) {
  const { t, name, length } = useWords();
  const rows = body.promises.filter((promise) => !promise.complexity && !promise.importance && !promise.grade);
  if (!rows.length) return null;
  const categoryOf = (code: string) => name(body.categories.find((category) => category.code === code)?.name);
  return (
    <section aria-labelledby="promises" className="mt-10">
      <h2 id="promises" className="text-2xl font-bold">
        {t("home-promises")}
      </h2>
      <p className="mt-1 text-aeblack-700">{t("home-promises-text")}</p>
      <div className="card mt-4 overflow-x-auto p-0" tabIndex={0} role="group" aria-labelledby="promises">
        <table className="w-full text-start">
          <thead className="bg-primary-50">
            <tr>
              {["promise-for", "promise-first-reply", "promise-resolution"].map((id) => (
                <th key={id} scope="col" className="px-4 py-3 text-start font-semibold">
                  {t(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.kind}.${row.category}`} className="border-t border-aeblack-100">
                <th scope="row" className="px-4 py-3 text-start font-normal">
                  {[row.kind ? t(codeId("kind", row.kind)) : t("promise-all"), row.category && categoryOf(row.category)]
                    .filter(Boolean)
                    .join(" · ")}
                </th>
                <td className="px-4 py-3">{length(row.first_reply_minutes)}</td>
                <td className="px-4 py-3">{length(row.resolution_minutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
