import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import type { ContactView } from "../../contacts";
import { Lasting } from "../contacts/Lasting";
import { Go } from "../Go";
import type { Column } from "../Listing";
import { useDispositions } from "./useCaller";

type Name = "number" | "started" | "direction" | "outcome" | "reason" | "agent" | "talk";

/** Return columns of a list of contacts, by name and in this order. */
export function useContactColumns(...names: Name[]): Column<ContactView>[] {
  const { t, format, name } = useWords();
  const { named } = useDispositions();
  const all: Record<Name, Omit<Column<ContactView>, "id">> = {
    number: {
      header: t("caller-number"),
      first: true,
      cell: ({ id, number }) => <Go to={`/contacts/${id}`}>{number ? <Ltr>{number}</Ltr> : t("number-withheld")}</Go>,
    },
    started: { header: t("caller-at"), cell: ({ started_at }) => format.brief(started_at) },
    direction: {
      header: t("call-direction"),
      cell: ({ direction }) => t(codeId("contact-direction", direction)),
    },
    outcome: { header: t("call-outcome"), cell: ({ outcome }) => t(codeId("contact-outcome", outcome)) },
    reason: {
      header: t("caller-reason"),
      cell: ({ disposition, disposition_name: words, needs_wrap_up }) =>
        needs_wrap_up ? (
          t("wrap-up-missing")
        ) : (
          <bdi>{disposition ? name(words) || named(disposition) : t("caller-no-reason")}</bdi>
        ),
    },
    agent: { header: t("call-agent"), cell: ({ agent, agent_name }) => <bdi>{agent_name || agent}</bdi> },
    talk: {
      header: t("call-talk"),
      cell: ({ talk_seconds: seconds, completed_at: told }) => <Lasting seconds={seconds} told={told} />,
    },
  };
  return names.map((id) => ({ id, ...all[id] }));
}
