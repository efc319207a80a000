import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FileInput from "@cloudscape-design/components/file-input";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { type ReactNode, useState } from "react";
import { Refused } from "./Form";
import { sayFault } from "./reasons";
import { base64Of } from "./files";

/** What a file may have: more than the API's 240,000 signs of base64 is told before it is sent. */
const AT_MOST = 180_000;

interface Given {
  label: string;
  hint: string;
  accept: string;
  refusal: Refusal | undefined;
  busy: boolean;
  send: (file: string) => void;
  children?: ReactNode;
}

/** Chooses one file and sends it. */
export function FileForm({ label, hint, accept, refusal, busy, send, children }: Given) {
  const { t } = useWords();
  const [files, setFiles] = useState<File[]>([]);
  const [said, setSaid] = useState<string>();
  const file = files[0];
  const submit = async () => {
    if (!file) return setSaid(sayFault("missing", t));
    if (file.size > AT_MOST) return setSaid(sayFault("too-long", t));
    setSaid(undefined);
    send(await base64Of(file));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Container>
        <SpaceBetween size="m">
          {refusal && <Refused refusal={refusal} />}
          <FormField label={label} constraintText={hint} errorText={said}>
            <SpaceBetween size="xs" direction="horizontal" alignItems="center">
              <FileInput accept={accept} value={files} onChange={({ detail }) => setFiles(detail.value)}>
                {t("admin-file-choose")}
              </FileInput>
              {file && <bdi>{file.name}</bdi>}
            </SpaceBetween>
          </FormField>
          {children}
          <Box>
            <Button variant="primary" formAction="submit" loading={busy}>
              {t("admin-file-send")}
            </Button>
          </Box>
        </SpaceBetween>
      </Container>
    </form>
  );
}
