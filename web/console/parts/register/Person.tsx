import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { CHANNELS, isAnonymous, isOrganisation, mayBeAnonymous, PREFERRED, TYPES } from "../../typed";
import { keepsPeople, useMe } from "../../me";
import { Known } from "../Known";
import { type Asked, Choice, Text } from "./fields";

interface Given extends Asked {
  body: string;
  languages: readonly string[];
}

/** Who asks, by which channel, and for whom (R041, R045); whoever is known is found by what is typed. */
export function Person({ body, languages, ...asked }: Given) {
  const { t } = useWords();
  const { typed, change, why } = asked;
  const coded = (list: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: t(codeId(list, value)) }));
  const nameless = isAnonymous(typed);
  const keeps = keepsPeople(useMe());
  return (
    <Container header={<Header variant="h2">{t("requester")}</Header>}>
      <SpaceBetween size="m">
        <div className="pair">
          <Choice
            label={t("column-channel")}
            value={typed.channel}
            options={coded("channel", CHANNELS)}
            change={(channel) => change({ channel })}
            error={why("channel")}
          />
          <Choice
            label={t("register-type")}
            value={typed.type}
            options={coded("requester-type", TYPES)}
            change={(type) => change({ type })}
            error={why("requester.type")}
          />
        </div>
        {!nameless && (
          <SpaceBetween size="m">
            <Known body={body} typed={typed} take={change} />
            <div className="pair">
              <Text {...asked} field="mobile" label={t("requester-mobile")} path="requester.mobile" inputMode="tel" />
              <Text
                {...asked}
                field="email"
                label={t("optional", { label: t("requester-email") })}
                path="requester.email"
                inputMode="email"
              />
            </div>
            <div className="pair">
              {isOrganisation(typed.type) ? (
                <Text {...asked} field="name" label={t("register-organisation")} path="requester.name" />
              ) : (
                <>
                  <Text {...asked} field="first_name" label={t("register-first-name")} path="requester.first_name" />
                  <Text {...asked} field="family_name" label={t("register-family-name")} path="requester.family_name" />
                </>
              )}
            </div>
            <ExpandableSection headerText={t("register-more")}>
              <SpaceBetween size="m">
                <div className="pair">
                  <Text
                    {...asked}
                    field="behalf"
                    label={t("register-behalf")}
                    path="on_behalf.name"
                    hint={t("register-behalf-hint")}
                  />
                  <Text
                    {...asked}
                    field="behalf_relation"
                    label={t("register-relation")}
                    path="on_behalf.relation"
                    hint={t("register-relation-hint")}
                  />
                </div>
                <Text
                  {...asked}
                  field="national_id"
                  label={t("register-national-id")}
                  path="requester.national_id"
                  inputMode="numeric"
                />
                <div className="pair">
                  <Choice
                    label={t("register-preferred")}
                    value={typed.preferred_channel}
                    options={[{ value: "", label: t("none") }, ...coded("channel", PREFERRED)]}
                    change={(preferred_channel) => change({ preferred_channel })}
                    error={why("requester.preferred_channel")}
                  />
                  <Choice
                    label={t("register-language")}
                    value={typed.language}
                    options={coded("language", languages)}
                    change={(language) => change({ language })}
                    error={why("language")}
                  />
                </div>
              </SpaceBetween>
            </ExpandableSection>
          </SpaceBetween>
        )}
        <SpaceBetween size="l" direction="horizontal">
          <Checkbox
            checked={nameless}
            disabled={!mayBeAnonymous(typed.kind)}
            description={t("register-anonymous-hint")}
            onChange={({ detail }) => change({ anonymous: detail.checked ? "true" : "" })}
          >
            {t("register-anonymous")}
          </Checkbox>
          <Checkbox
            checked={typed.vip === "true"}
            onChange={({ detail }) => change({ vip: detail.checked ? "true" : "" })}
          >
            {t("mark-vip")}
          </Checkbox>
          {!nameless && keeps && (
            <Checkbox
              checked={typed.known === "true"}
              description={t("register-known-hint")}
              onChange={({ detail }) => change({ known: detail.checked ? "true" : "" })}
            >
              {t("register-known")}
            </Checkbox>
          )}
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}
