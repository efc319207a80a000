import { useWords } from "@shared/language/Language";
import { Link, useLocation } from "wouter";
import { useReports } from "../offline/outbox";
import { WithWords } from "./WithWords";

/** Says on every page that something is not sent yet, or was sent meanwhile. */
export default function Outstanding() {
  return (
    <WithWords quiet>
      <Line />
    </WithWords>
  );
}

function Line() {
  const { t } = useWords();
  const [path] = useLocation();
  const reports = useReports();
  if (!reports.length || path === "/unsent") return null;
  const all = (state: string) => reports.every((each) => each.state === state);
  const id = all("waiting") ? "outstanding-waiting" : all("sent") ? "outstanding-sent" : "outstanding-look";
  return (
    <p role="status" className="no-print border-b border-primary-600 bg-primary-50">
      <span className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-4 px-4 py-2">
        <span className="font-semibold">{t(id, { n: reports.length })}</span>
        <Link href="/unsent" className="aegov-link">
          {t("outstanding-open")}
        </Link>
      </span>
    </p>
  );
}
