import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useWords } from "@shared/language/Language";
import type { Named } from "../../me";
import { NO_SECTION } from "../../register";
import { type Asked, Choice } from "./fields";

interface Given extends Asked {
  directorates: readonly Named[];
  sections: readonly (Named & { directorate: string })[];
  /** What is chosen, or what category and place decide. */
  section: string;
}

/** Which directorate and section it is for (R049); category and place propose one, whoever registers decides. */
export function Section({ directorates, sections, section, typed, change, why }: Given) {
  const { t, name } = useWords();
  const now = sections.find(({ code }) => code === section);
  const directorate = now?.directorate ?? typed.directorate;
  const named = (items: readonly Named[]) => items.map((each) => ({ value: each.code, label: name(each.name) }));
  const seen = directorate ? sections.filter((each) => each.directorate === directorate) : sections;
  return (
    <Container header={<Header variant="h2">{t("register-section")}</Header>}>
      <div className="pair">
        <Choice
          label={t("register-directorate")}
          value={directorate}
          options={named(directorates)}
          change={(code) => {
            const only = sections.filter((each) => each.directorate === code);
            change({ directorate: code, section: only.length === 1 ? only[0]!.code : NO_SECTION });
          }}
        />
        <Choice
          label={t("field-section")}
          value={section}
          options={named(seen)}
          change={(code) => change({ section: code })}
          error={why("section")}
          {...(section && !typed.section && { hint: t("register-section-proposed") })}
        />
      </div>
    </Container>
  );
}
