import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { useBodyNow } from "../me";
import { PersonLine } from "../parts/PersonLine";
import { Waiting } from "../parts/Waiting";
import { isSought, usePeople } from "../people";
import { useLater } from "../useLater";

/** Finds requesters by what somebody knows of them; what is searched for stands in the address. */
export default function Requesters() {
  const { t } = useWords();
  const [said, say] = useSearchParams();
  const [typed, setTyped] = useState(said.get("q") ?? "");
  const q = useLater(typed.trim());
  const body = useBodyNow();
  const found = usePeople(body, q, 25);
  useEffect(() => {
    document.title = `${t("requesters")} · ${t("console-name")}`;
  }, [t]);
  useEffect(() => {
    if (q !== (said.get("q") ?? "")) say(q ? { q } : {}, { replace: true });
  }, [q, said, say]);
  return (
    <ContentLayout header={<Header variant="h1">{t("requesters")}</Header>}>
      <SpaceBetween size="l">
        <Input
          type="search"
          autoFocus
          value={typed}
          ariaLabel={t("known-search")}
          placeholder={t("known-search-hint")}
          clearAriaLabel={t("filters-clear")}
          onChange={({ detail }) => setTyped(detail.value)}
        />
        {!isSought(q) && <Box color="text-body-secondary">{t("requesters-hint")}</Box>}
        {isSought(q) && !found.data && <Waiting error={found.error} retry={() => void found.refetch()} />}
        {isSought(q) && found.data && (
          <Container>
            <div role="status">
              {found.people.length === 0 && <Box textAlign="center">{t("known-nobody")}</Box>}
              <ul className="instants people">
                {found.people.map((person) => (
                  <li key={person.id} data-person={person.id}>
                    <PersonLine person={person} />
                  </li>
                ))}
              </ul>
              {found.hasNextPage && (
                <Box textAlign="center">
                  <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                    {t("more")}
                  </Button>
                </Box>
              )}
            </div>
          </Container>
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}
