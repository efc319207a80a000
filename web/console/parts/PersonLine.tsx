import Badge from "@cloudscape-design/components/badge";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import type { ReactNode } from "react";
import { nameOf, type Person } from "../people";
import { Go } from "./Go";

/** One requester in a line: who it is, by which number, and what can be done. */
export function PersonLine({ person, children }: { person: Person; children?: ReactNode }) {
  const { t } = useWords();
  const contact = person.mobiles[0]?.value ?? person.emails[0]?.value;
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      <Go to={`/requesters/${person.id}`}>
        <bdi>{nameOf(person) || t("register-nameless")}</bdi>
      </Go>
      <span>{t(codeId("requester-type", person.type))}</span>
      {contact && <Ltr>{contact}</Ltr>}
      {person.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
      {children}
    </SpaceBetween>
  );
}
