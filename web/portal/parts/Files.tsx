import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";
import { useState } from "react";
import { ACCEPTED, faultOf, megabytes, MOST_BYTES, MOST_FILES } from "@shared/files";
import { addFiles, removeFile, sendAgain, type Upload, useFull, useUploads } from "../uploads";

/** Choose photos and files, or take a photo; what the service would refuse is said at once (R116). */
export function ChooseFiles({ number, bearer = "" }: { number: string; bearer?: string }) {
  const { t, format } = useWords();
  const [refused, setRefused] = useState<string[]>([]);
  const there = useUploads(number).length;
  const full = useFull();
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = "";
    const fit = files.filter((file) => !faultOf(file));
    const taken = fit.slice(0, Math.max(0, MOST_FILES - there));
    setRefused([
      ...files.flatMap((file) => {
        const fault = faultOf(file);
        if (!fault) return [];
        const facts = { name: file.name, size: format.number(megabytes(file.size)), most: format.number(25) };
        return [t(`files-${fault}`, facts)];
      }),
      ...(taken.length < fit.length ? [t("files-many", { most: format.number(MOST_FILES) })] : []),
    ]);
    addFiles(number, taken, bearer);
  };
  return (
    <div className="grid gap-3">
      <p id="files-hint" className="text-sm text-aeblack-700">
        {t("files-hint", { most: format.number(megabytes(MOST_BYTES)) })}
      </p>
      <div className="flex flex-wrap gap-3">
        <Chooser label={t("files-choose")} take={take} />
        <Chooser label={t("files-camera")} take={take} camera />
      </div>
      {refused.length > 0 && (
        <div role="alert" className="rounded-lg border-2 border-aered-600 p-3">
          <ul className="list-disc ps-5">
            {refused.map((line) => (
              <li key={line} className="break-words">
                {line}
              </li>
            ))}
          </ul>
        </div>
      )}
      {full && <p role="status">{t("files-not-kept")}</p>}
      <OnTheirWay number={number} bearer={bearer} />
    </div>
  );
}

/** A button that is a file input: the browser's own speaks the browser's language. */
function Chooser({
  label,
  take,
  camera,
}: {
  label: string;
  take: (input: HTMLInputElement) => void;
  camera?: boolean;
}) {
  return (
    <label className="aegov-btn btn-outline cursor-pointer focus-within:ring-4 focus-within:ring-primary-300">
      {label}
      <input
        type="file"
        className="sr-only"
        aria-describedby="files-hint"
        multiple={!camera}
        accept={camera ? "image/*" : ACCEPTED}
        {...(camera && { capture: "environment" as const })}
        onChange={(e) => take(e.currentTarget)}
      />
    </label>
  );
}

/** The files that were chosen here, and how far each is. */
export function OnTheirWay({ number, bearer }: { number: string; bearer: string }) {
  const { t } = useWords();
  const uploads = useUploads(number);
  if (!uploads.length) return null;
  return (
    <ul aria-label={t("files-chosen")} className="grid gap-2">
      {uploads.map((upload) => (
        <li key={upload.id} className="rounded-lg border border-aeblack-200 bg-surface p-3">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <bdi className="min-w-0 break-all font-semibold">{upload.file.name}</bdi>
            <Told upload={upload} />
            {upload.state === "failed" && (
              <button type="button" className="aegov-btn btn-sm" onClick={() => sendAgain(upload, bearer)}>
                {t("files-again")}
              </button>
            )}
            {upload.state !== "sending" && upload.state !== "sent" && (
              <button type="button" className="aegov-link" onClick={() => removeFile(upload.id)}>
                {t("files-remove")}
                <span className="sr-only"> {upload.file.name}</span>
              </button>
            )}
          </div>
          {upload.state === "sending" && (
            <progress
              className="mt-2 h-2 w-full accent-primary-600"
              aria-label={upload.file.name}
              max={1}
              value={upload.part}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Told({ upload }: { upload: Upload }) {
  const { t, format } = useWords();
  const { state, refusal } = upload;
  const said =
    state === "waiting"
      ? t("files-size", { size: format.number(megabytes(upload.file.size)) })
      : state === "refused" && refusal instanceof Refusal
        ? sayRefusal(refusal, t)
        : t(`files-${state}`);
  const bad = state === "failed" || state === "refused";
  return (
    <span role="status" className={`text-sm ${bad ? "font-semibold text-aered-700" : "text-aeblack-700"}`}>
      {said}
    </span>
  );
}
