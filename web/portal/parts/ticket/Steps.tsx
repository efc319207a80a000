import { useWords } from "@shared/language/Language";
import type { Own } from "./deed";

/** What happened, in the plain words that the service says of it. */
export function Steps({ ticket }: { ticket: Own }) {
  const { t, name, format } = useWords();
  return (
    <section aria-labelledby="steps" className="card">
      <h2 id="steps">{t("ticket-steps")}</h2>
      <ol className="mt-3 border-s-2 border-primary-200 ps-5">
        {ticket.steps.map((step, place) => (
          <li key={`${step.at}.${place}`} className="relative pb-5 last:pb-0">
            <span
              aria-hidden="true"
              className={`absolute -start-[1.62rem] top-2 size-3 rounded-full border-2 border-primary-600 ${
                place === ticket.steps.length - 1 ? "bg-primary-600" : "bg-surface"
              }`}
            />
            <p className="font-semibold">{name(step.text)}</p>
            <p className="text-sm text-aeblack-700">{format.moment(step.at)}</p>
            {step.expected_by && <p className="text-sm">{t("step-expected", { at: format.day(step.expected_by) })}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What one wrote to the other, in order. */
export function Conversation({ ticket }: { ticket: Own }) {
  const { t, name, format } = useWords();
  if (!ticket.replies.length) return null;
  return (
    <section aria-labelledby="conversation" className="card">
      <h2 id="conversation">{t("conversation-title")}</h2>
      <ol className="mt-3 grid gap-3">
        {ticket.replies.map((each, place) => {
          const own = each.by === "requester";
          return (
            <li
              key={`${each.at}.${place}`}
              className={`max-w-[90%] rounded-xl p-3 ${own ? "justify-self-end bg-primary-50" : "bg-aeblack-50"}`}
            >
              <p className="text-sm text-aeblack-700">
                <span className="font-semibold">{own ? t("conversation-you") : name(ticket.body_name)}</span>
                {" · "}
                {format.brief(each.at)}
              </p>
              <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                {each.text}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
