import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FileInput from "@cloudscape-design/components/file-input";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { ACCEPTED, faultOf, megabytes, MOST_BYTES, MOST_FILES } from "@shared/files";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";
import type { Upload } from "@shared/uploads";
import { useState } from "react";
import { uploads } from "../../uploads";

const SIGNS: Record<Upload["state"], StatusIndicatorProps.Type> = {
  waiting: "pending",
  sending: "in-progress",
  sent: "success",
  failed: "error",
  refused: "error",
};

/** What somebody brought: chosen now, sent once there is a number; what the service would refuse is said at once. */
export function ChooseFiles({ number }: { number: string }) {
  const { t, format } = useWords();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const there = uploads.useUploads(number).length;
  const take = (files: readonly File[]) => {
    const fit = files.filter((file) => !faultOf(file));
    const taken = fit.slice(0, Math.max(0, MOST_FILES - there));
    const faults = files.flatMap((file) => {
      const fault = faultOf(file);
      if (!fault) return [];
      const most = format.number(megabytes(MOST_BYTES));
      return [t(`files-${fault}`, { name: file.name, size: format.number(megabytes(file.size)), most })];
    });
    if (taken.length < fit.length) faults.push(t("files-many", { most: format.number(MOST_FILES) }));
    setRefused(faults);
    uploads.addFiles(number, taken);
  };
  return (
    <SpaceBetween size="s">
      <Box color="text-body-secondary">{t("files-hint", { most: format.number(megabytes(MOST_BYTES)) })}</Box>
      <FileInput multiple accept={ACCEPTED} value={[]} onChange={({ detail }) => take(detail.value)}>
        {t("file-choose")}
      </FileInput>
      {refused.length > 0 && (
        <Alert type="error">
          {refused.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Alert>
      )}
      <OnTheirWay number={number} />
    </SpaceBetween>
  );
}

/** The files of a ticket, or of a form without a number yet, and how far each is. */
export function OnTheirWay({ number }: { number: string }) {
  const { t } = useWords();
  const there = uploads.useUploads(number);
  if (!there.length) return null;
  return (
    <ul className="instants" aria-label={t("files-chosen")}>
      {there.map((upload) => (
        <li key={upload.id} data-upload={upload.state}>
          <SpaceBetween size="xs" direction="horizontal" alignItems="center">
            <bdi>{upload.file.name}</bdi>
            <StatusIndicator type={SIGNS[upload.state]}>
              <Told upload={upload} />
            </StatusIndicator>
            {upload.state === "failed" && (
              <Button onClick={() => uploads.sendAgain(upload.id)}>{t("files-again")}</Button>
            )}
            {upload.state !== "sending" && upload.state !== "sent" && (
              <Button
                variant="inline-link"
                ariaLabel={t("files-remove-one", { name: upload.file.name })}
                onClick={() => uploads.removeFile(upload.id)}
              >
                {t("files-remove")}
              </Button>
            )}
          </SpaceBetween>
          {upload.state === "sending" && <ProgressBar value={100 * upload.part} ariaLabel={upload.file.name} />}
        </li>
      ))}
    </ul>
  );
}

function Told({ upload }: { upload: Upload }) {
  const { t, format } = useWords();
  if (upload.state === "waiting") return t("files-size", { size: format.number(megabytes(upload.file.size)) });
  if (upload.state === "refused" && upload.refusal) return sayRefusal(upload.refusal, t);
  return t(`files-${upload.state}`);
}
