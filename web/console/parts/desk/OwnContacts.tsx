import Header from "@cloudscape-design/components/header";
import { useWords } from "@shared/language/Language";
import { listContacts } from "../../contacts";
import { useMe } from "../../me";
import { Listing } from "../Listing";
import { Waiting } from "../Waiting";
import { useContactColumns } from "./columns";
import { MorePages } from "./MorePages";
import { usePages } from "./usePages";

/** Whom one spoke with, the newest first, page by page. */
export function OwnContacts() {
  const { t } = useWords();
  const { username } = useMe();
  const found = usePages(["contacts", "own", username], (cursor) =>
    listContacts({ agent: username, limit: 20 }, cursor),
  );
  const columns = useContactColumns("number", "started", "direction", "reason", "talk");
  if (!found.data) return <Waiting error={found.error} retry={() => void found.refetch()} />;
  return (
    <Listing
      title={t("desk-own")}
      header={<Header variant="h2">{t("desk-own")}</Header>}
      columns={columns}
      rows={found.rows}
      idOf={({ id }) => id}
      empty={t("desk-own-none")}
      footer={<MorePages found={found} />}
    />
  );
}
