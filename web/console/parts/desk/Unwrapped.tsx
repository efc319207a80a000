import Header from "@cloudscape-design/components/header";
import { useWords } from "@shared/language/Language";
import type { ContactView } from "../../contacts";
import { Listing } from "../Listing";
import { useContactColumns } from "./columns";

/** What still waits for one's disposition and summary; nobody calls before it has them. */
export function Unwrapped({ contacts }: { contacts: readonly ContactView[] }) {
  const { t } = useWords();
  const columns = useContactColumns("number", "started", "direction", "talk");
  return (
    <Listing
      title={t("desk-unwrapped")}
      header={
        <Header variant="h2" counter={`(${contacts.length})`} description={t("desk-unwrapped-about")}>
          {t("desk-unwrapped")}
        </Header>
      }
      columns={columns}
      rows={contacts}
      idOf={({ id }) => id}
      empty={t("desk-all-wrapped")}
    />
  );
}
