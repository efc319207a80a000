import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { useEffect } from "react";
import { useDesk, waitingOf } from "../desk";
import { HeardMe } from "../parts/desk/HeardMe";
import { OwnContacts } from "../parts/desk/OwnContacts";
import { Unwrapped } from "../parts/desk/Unwrapped";
import { Waiting } from "../parts/Waiting";

/** One's own desk: what is not wrapped up, whom one spoke with, and who listened to it. */
export default function Desk() {
  const { t } = useWords();
  const { desk, asked } = useDesk();
  const title = t("desk");
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  return (
    <ContentLayout header={<Header variant="h1">{title}</Header>}>
      {!desk && <Waiting error={asked.error} retry={() => void asked.refetch()} />}
      {desk && (
        <SpaceBetween size="l">
          <Unwrapped contacts={waitingOf(desk)} />
          <OwnContacts />
          <HeardMe />
        </SpaceBetween>
      )}
    </ContentLayout>
  );
}
