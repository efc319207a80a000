import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { type ReactNode } from "react";

interface Given {
  title: string;
  /** What the button says that sends. */
  confirm: string;
  busy: boolean;
  send: () => Promise<void>;
  close: () => void;
  children: ReactNode;
}

/** A form that stands before the page: it is sent, or closed and nothing has happened. */
export function FormDialog({ title, confirm, busy, send, close, children }: Given) {
  const { t } = useWords();
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={t("close-panel")}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button onClick={close}>{t("cancel")}</Button>
            <Button variant="primary" loading={busy} onClick={() => void send()}>
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">{children}</SpaceBetween>
    </Modal>
  );
}
