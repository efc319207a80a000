import Header from "@cloudscape-design/components/header";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { type QueueNow } from "../../supervision";
import { type Column, Listing } from "../Listing";
import { Wait } from "./Ticking";

/** Each queue: who waits, who is there for them, and what became of today's. */
export function QueuesNow({ queues, now }: { queues: readonly QueueNow[]; now: number }) {
  const { t, name, format } = useWords();
  const counted = (id: "waiting" | "available" | "busy" | "presented" | "handled" | "abandoned" | "otherwise") => ({
    id,
    header: t(`live-${id}`),
    minWidth: 90,
    cell: (queue: QueueNow) => <bdi className="digits">{format.number(queue[id])}</bdi>,
  });
  const columns: Column<QueueNow>[] = [
    {
      id: "name",
      header: t("live-queue"),
      first: true,
      minWidth: 170,
      cell: (queue) => (
        <>
          {name(queue.name)}
          <div className="label">
            <Ltr>{queue.label}</Ltr>
          </div>
        </>
      ),
    },
    counted("waiting"),
    { id: "oldest", header: t("live-oldest"), minWidth: 120, cell: ({ oldest_at: at }) => <Wait at={at} now={now} /> },
    counted("available"),
    counted("busy"),
    counted("presented"),
    counted("handled"),
    counted("abandoned"),
    counted("otherwise"),
  ];
  return (
    <Listing
      title={t("live-queues")}
      header={
        <Header variant="h2" counter={`(${format.number(queues.length)})`} description={t("live-queues-about")}>
          {t("live-queues")}
        </Header>
      }
      columns={columns}
      rows={queues}
      idOf={({ code }) => code}
      empty={t("live-no-queues")}
    />
  );
}
