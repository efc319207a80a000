import Alert from "@cloudscape-design/components/alert";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useLocation } from "wouter";
import type { ContactView } from "../../contacts";
import { Go } from "../Go";

/** What is not wrapped up yet, on every page, until it is: nobody takes another call before (R078). */
export function Missing({ contacts }: { contacts: readonly ContactView[] }) {
  const { t, format } = useWords();
  const [path] = useLocation();
  const others = contacts.filter(({ id }) => path !== `/contacts/${id}`);
  // The desk lists them itself.
  if (!others.length || path === "/desk") return null;
  return (
    <Alert type="warning" header={t("missing-title", { n: others.length })}>
      <ul className="missing">
        {others.map((each) => (
          <li key={each.id}>
            <Go to={`/contacts/${each.id}`}>
              {each.number ? <Ltr>{each.number}</Ltr> : t("number-withheld")} · {format.brief(each.started_at)}
            </Go>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
