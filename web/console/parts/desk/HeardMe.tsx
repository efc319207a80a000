import Header from "@cloudscape-design/components/header";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { type Listening, readHeard } from "../../contacts";
import { sayStatus } from "../../supervision";
import { Go } from "../Go";
import { type Column, Listing } from "../Listing";
import { Waiting } from "../Waiting";

/** Who listened to one's calls, and why: nobody does unseen. */
export function HeardMe() {
  const { t, format } = useWords();
  const found = useQuery({ queryKey: ["listenings", "mine"], queryFn: readHeard });
  const columns: Column<Listening>[] = [
    {
      id: "at",
      header: t("heard-at"),
      first: true,
      cell: ({ at, contact }) => (contact ? <Go to={`/contacts/${contact}`}>{format.brief(at)}</Go> : format.brief(at)),
    },
    {
      id: "kind",
      header: t("heard-what"),
      cell: ({ kind, status }) => t(codeId("heard-kind", kind), { status: status ? sayStatus(status, t) : "" }),
    },
    { id: "by", header: t("heard-by"), cell: ({ by, by_name }) => <bdi>{by_name || by}</bdi> },
    { id: "reason", header: t("heard-why"), cell: ({ reason }) => <bdi>{reason}</bdi> },
  ];
  if (!found.data) return <Waiting error={found.error} retry={() => void found.refetch()} />;
  return (
    <Listing
      title={t("heard")}
      header={
        <Header variant="h2" description={t("heard-about")}>
          {t("heard")}
        </Header>
      }
      columns={columns}
      rows={found.data.items}
      idOf={({ contact, at, by }) => `${contact ?? ""}.${at}.${by}`}
      empty={t("heard-none")}
    />
  );
}
