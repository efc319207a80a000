import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Icon from "@cloudscape-design/components/icon";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { ACCEPTED, faultOf, megabytes, MOST_BYTES, MOST_FILES } from "@shared/files";
import { useWords } from "@shared/language/Language";
import type { Upload } from "@shared/uploads";
import { sayRefusal } from "@shared/words";
import { useEffect, useId, useMemo, useState } from "react";
import { addPhotos, type Place, removePhoto, usePhotos } from "../photos";

/** Take or choose photos; they stay on the device until they are sent, and each says how far it is. */
export function Photos({ place, title, photosOnly }: { place: Place; title: string; photosOnly?: boolean }) {
  const { t, format } = useWords();
  const id = useId();
  const photos = usePhotos(place);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const take = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = "";
    const fit = files.filter((file) => !faultOf(file)).slice(0, Math.max(0, MOST_FILES - photos.length));
    const said = files.flatMap((file) => {
      const fault = faultOf(file);
      return fault ? [t(`photo-${fault}`, { name: file.name, most: format.number(megabytes(MOST_BYTES)) })] : [];
    });
    if (fit.length + said.length < files.length) said.push(t("photo-many", { n: MOST_FILES }));
    setFaults(said);
    if (!(await addPhotos(place, fit))) setFaults([...said, t("photo-not-kept")]);
  };
  return (
    <fieldset className="photos" aria-describedby={`${id}-hint`}>
      <legend>{title}</legend>
      <div className="photos-choose no-print">
        <Chooser label={t("photo-take")} take={take} camera />
        <Chooser label={t(photosOnly ? "photo-choose" : "file-choose")} take={take} photosOnly={photosOnly ?? false} />
      </div>
      <p id={`${id}-hint`} className="unseen">
        {t("photo-hint", { most: format.number(megabytes(MOST_BYTES)) })}
      </p>
      {faults.length > 0 && (
        <Alert type="error">
          {faults.map((fault) => (
            <div key={fault}>{fault}</div>
          ))}
        </Alert>
      )}
      {photos.length > 0 && (
        <ul className="photos-list" aria-label={title}>
          {photos.map((photo) => (
            <Chosen key={photo.id} photo={photo} />
          ))}
        </ul>
      )}
    </fieldset>
  );
}

interface ChooserGiven {
  label: string;
  take: (input: HTMLInputElement) => Promise<void>;
  camera?: boolean;
  photosOnly?: boolean;
}

/** A button that is a file input: the browser's own speaks the browser's language. */
function Chooser({ label, take, camera, photosOnly }: ChooserGiven) {
  return (
    <label className="chooser">
      <Icon name={camera ? "add-plus" : "upload"} />
      {label}
      <input
        type="file"
        className="unseen"
        multiple={!camera}
        accept={camera || photosOnly ? "image/*,.heic,.heif" : ACCEPTED}
        {...(camera && { capture: "environment" as const })}
        onChange={(event) => void take(event.currentTarget)}
      />
    </label>
  );
}

function Chosen({ photo }: { photo: Upload }) {
  const { t } = useWords();
  const { file, state } = photo;
  return (
    <li className="photo">
      <Preview file={file} />
      <div className="photo-told">
        <bdi className="photo-name">{file.name}</bdi>
        <State photo={photo} />
      </div>
      {state !== "sending" && state !== "sent" && (
        <Button
          iconName="close"
          variant="icon"
          ariaLabel={t("photo-remove", { name: file.name })}
          onClick={() => removePhoto(photo.id)}
        />
      )}
    </li>
  );
}

function State({ photo: { state, part, refusal } }: { photo: Upload }) {
  const { t } = useWords();
  if (state === "sending") {
    return <ProgressBar value={Math.round(part * 100)} ariaLabel={t("photo-sending")} variant="standalone" />;
  }
  if (state === "sent") return <StatusIndicator type="success">{t("photo-sent")}</StatusIndicator>;
  if (state === "failed") return <StatusIndicator type="warning">{t("photo-failed")}</StatusIndicator>;
  if (state === "refused") {
    return <StatusIndicator type="error">{refusal ? sayRefusal(refusal, t) : t("file-refused")}</StatusIndicator>;
  }
  return <StatusIndicator type="pending">{t("photo-waiting")}</StatusIndicator>;
}

/** A chosen picture as it is; of a kind that the browser does not draw (HEIC), a sign stands for it. */
function Preview({ file }: { file: File }) {
  const [drawn, setDrawn] = useState(file.type.startsWith("image/"));
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  if (!drawn) {
    return (
      <span className="preview preview-none">
        <Icon name="file" size="medium" />
      </span>
    );
  }
  return <img className="preview" src={address} alt="" onError={() => setDrawn(false)} />;
}
