import { type Schemas, told } from "@shared/api/client";
import { asRefusal, type Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api";
import { megabytes, refusalId } from "@shared/files";
import { removeFile, useUploads } from "../../uploads";
import { ChooseFiles } from "../Files";
import { Waiting } from "../Waiting";

/** How often the list is asked for while a scan is awaited, in milliseconds. */
const OFTEN = 2000;

/** What was attached and scanned; more may be added. What is being scanned is said to be so. */
export function Attachments({ number, bearer }: { number: string; bearer: string }) {
  const { t } = useWords();
  const awaited = useUploads(number).filter((each) => each.state === "sent");
  const list = useQuery({
    queryKey: ["attachments", bearer, number],
    queryFn: () =>
      told(
        api.GET("/v1/public/tickets/{number}/attachments", {
          params: { path: { number }, query: { limit: 100 } },
          headers: { Authorization: `Bearer ${bearer}` },
        }),
      ),
    refetchInterval: awaited.length ? OFTEN : false,
  });
  const items = list.data?.items;
  useEffect(() => {
    for (const { id, attachment } of awaited) if (items?.some((each) => each.id === attachment)) removeFile(id);
  }, [awaited, items]);
  return (
    <section aria-labelledby="attachments" className="card grid gap-3">
      <h2 id="attachments">{t("attachments-title")}</h2>
      {!items && <Waiting error={list.error} retry={() => void list.refetch()} />}
      {items && items.length === 0 && <p className="text-aeblack-700">{t("attachments-none")}</p>}
      {items && items.length > 0 && (
        <ul className="grid gap-2" data-attachments={items.length}>
          {items.map((each) => (
            <Line key={each.id} number={number} bearer={bearer} file={each} />
          ))}
        </ul>
      )}
      <ChooseFiles number={number} bearer={bearer} />
    </section>
  );
}

type File = Schemas["AttachmentView"];

function Line({ number, bearer, file }: { number: string; bearer: string; file: File }) {
  const { t, format } = useWords();
  const [refusal, setRefusal] = useState<Refusal>();
  const refused = file.state === "refused";
  const fetchIt = async () => {
    setRefusal(undefined);
    try {
      const { url } = await addressOf(number, file.id, bearer);
      location.assign(url); // it comes as an attachment, so that this page stays
    } catch (error) {
      setRefusal(asRefusal(error));
    }
  };
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 rounded-lg bg-aeblack-50 p-3">
      <span className="min-w-0">
        <bdi className="block break-all font-semibold">{file.name}</bdi>
        <span className={refused ? "text-sm font-semibold text-aered-700" : "text-sm text-aeblack-700"}>
          {refused
            ? t(refusalId(file.reason))
            : `${t("files-size", { size: format.number(megabytes(file.size)) })} · ${format.brief(file.at)}`}
        </span>
        {refusal && (
          <span role="alert" className="block text-sm text-aered-700">
            {sayRefusal(refusal, t)}
          </span>
        )}
      </span>
      {!refused && (
        <button type="button" className="aegov-link" onClick={() => void fetchIt()}>
          {t("attachments-fetch")}
          <span className="sr-only"> {file.name}</span>
        </button>
      )}
    </li>
  );
}

async function addressOf(number: string, id: string, bearer: string): Promise<{ url: string }> {
  return (await told(
    api.GET("/v1/public/tickets/{number}/attachments/{id}", {
      params: { path: { number, id }, query: { redirect: false } },
      headers: { Authorization: `Bearer ${bearer}` },
    }),
  )) as unknown as { url: string };
}
