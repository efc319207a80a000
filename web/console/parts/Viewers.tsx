import Alert from "@cloudscape-design/components/alert";
import Icon from "@cloudscape-design/components/icon";
import { useWords } from "@shared/language/Language";
import { useEffect, useRef, useState } from "react";
import { initialsOf, newsOf, useWriters, type Viewer } from "../viewers";

const MOST = 4;

/** Who else has the ticket open, with a pencil beside who writes; whoever comes is told politely, once. */
export function Viewers({ others }: { others: readonly Viewer[] }) {
  const { t } = useWords();
  const news = useNews(others);
  const more = others.length - MOST;
  return (
    <>
      <span role="status" className="unseen">
        {news}
      </span>
      {others.length > 0 && (
        <ul className="viewers no-print" aria-label={t("viewers")}>
          {others.slice(0, MOST).map(({ id, name, writing }) => (
            <li key={id} className={writing ? "viewer viewer-writing" : "viewer"}>
              <span className="initials" aria-hidden="true">
                {initialsOf(name)}
              </span>
              <bdi>{name}</bdi>
              {writing && (
                <span className="pencil">
                  <Icon name="edit" /> {t("viewer-writing")}
                </span>
              )}
            </li>
          ))}
          {more > 0 && <li>{t("viewers-more", { n: more })}</li>}
        </ul>
      )}
    </>
  );
}

function useNews(others: readonly Viewer[]): string {
  const { t } = useWords();
  const before = useRef<readonly Viewer[]>([]);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const { came, writes } = newsOf(before.current, others);
    before.current = others;
    const lines = [
      ...came.map((name) => t("viewer-came", { name })),
      ...writes.map((name) => t("viewer-writes", { name })),
    ];
    if (lines.length) setSaid(lines.join(" "));
  }, [others, t]);
  return said;
}

/** Warns, beside a form, that somebody else is writing on the same ticket. */
export function WritersWarning() {
  const { t } = useWords();
  const writers = useWriters();
  if (!writers.length) return null;
  return (
    <Alert type="warning">
      {writers.map(({ id, name }) => (
        <div key={id}>{t("viewer-writes", { name })}</div>
      ))}
      {t("viewer-writes-look")}
    </Alert>
  );
}
