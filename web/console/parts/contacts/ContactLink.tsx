import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { Go } from "../Go";

/** The number of who called, which leads to the contact's page; a number that is withheld says so. */
export function ContactLink({ id, number }: { id: string; number: string }) {
  const { t } = useWords();
  return (
    <Go to={`/contacts/${id}`} name={t("live-open", { number: number || t("live-withheld") })}>
      {number ? <Ltr>{number}</Ltr> : t("live-withheld")}
    </Go>
  );
}
