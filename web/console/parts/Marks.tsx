import Badge from "@cloudscape-design/components/badge";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { Status } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";

const SIGNS: Record<Status, StatusIndicatorProps.Type> = {
  registered: "info",
  referred: "in-progress",
  in_progress: "in-progress",
  waiting: "pending",
  answered: "info",
  resolved: "success",
  closed: "stopped",
  rejected: "stopped",
};

export function StatusShown({ status }: { status: Status }) {
  const { t } = useWords();
  return <StatusIndicator type={SIGNS[status]}>{t(codeId("status", status))}</StatusIndicator>;
}

/** When a ticket is due; the service says whether that is past, for it knows the working hours. */
export function Due({ at, overdue }: { at: string; overdue: boolean }) {
  const { t, format } = useWords();
  if (!at) return t("none");
  return (
    <SpaceBetween size="xxs" direction="horizontal">
      {overdue && <Badge color="severity-critical">{t("mark-overdue")}</Badge>}
      <span>{format.brief(at)}</span>
    </SpaceBetween>
  );
}
