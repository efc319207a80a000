import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import Tiles from "@cloudscape-design/components/tiles";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { type Named, useMe } from "../../me";
import { KINDS, OBJECTS } from "../../typed";
import { type Asked, Choice, Text } from "./fields";

/** What it is about: its kind, category with what that asks for, and the requester's own words (R049, R204). */
export function Matter({ body, ...asked }: Asked & { body: Schemas["PublicBody"] }) {
  const { t, name } = useWords();
  const me = useMe();
  const { typed, change, why } = asked;
  const kinds = me.roles.includes("media_officer") ? [...KINDS, "media" as const] : KINDS;
  const fits = ({ kinds: taken }: { kinds: readonly string[] }) =>
    !typed.kind || typed.kind === "media" || !taken.length || taken.includes(typed.kind);
  const categories = body.categories.filter(fits);
  const category = categories.find(({ code }) => code === typed.category);
  const named = (items: readonly Named[]) => items.map((each) => ({ value: each.code, label: name(each.name) }));
  const chooseKind = (kind: string) => {
    const keeps = body.categories.some(({ code, kinds: taken }) => code === typed.category && taken.includes(kind));
    change({ kind, ...(!keeps && { category: "", subcategory: "", attributes: {} }) });
  };
  return (
    <Container header={<Header variant="h2">{t("matter")}</Header>}>
      <SpaceBetween size="m">
        <FormField label={t("field-kind")} description={t("register-kind-help")} errorText={why("kind")} stretch>
          <Tiles
            value={typed.kind || null}
            columns={3}
            items={kinds.map((kind) => ({
              value: kind,
              label: t(codeId("kind", kind)),
              description: t(codeId("kind-help", kind)),
            }))}
            onChange={({ detail }) => chooseKind(detail.value)}
          />
        </FormField>
        {typed.kind === "media" && <Outlet {...asked} />}
        <div className="pair">
          <Choice
            label={t("field-category")}
            value={typed.category}
            options={named(categories)}
            change={(code) => change({ category: code, subcategory: "", section: "", attributes: {} })}
            error={why("category")}
          />
          {category && category.subcategories.length > 0 && (
            <Choice
              label={t("optional", { label: t("field-subcategory") })}
              value={typed.subcategory}
              options={named(category.subcategories)}
              change={(subcategory) => change({ subcategory })}
              error={why("subcategory")}
            />
          )}
          {typed.kind === "complaint" && (
            <Choice
              label={t("optional", { label: t("field-object") })}
              value={typed.object}
              options={[
                { value: "", label: t("none") },
                ...OBJECTS.map((value) => ({ value, label: t(codeId("object", value)) })),
              ]}
              change={(object) => change({ object })}
              error={why("object")}
            />
          )}
        </div>
        {category && category.attributes.length > 0 && <Attributes {...asked} attributes={category.attributes} />}
        <Text {...asked} field="subject" label={t("optional", { label: t("register-subject") })} path="subject" />
        <FormField label={t("register-description")} errorText={why("description")} stretch>
          <Textarea
            rows={5}
            value={typed.description}
            onChange={({ detail }) => change({ description: detail.value })}
          />
        </FormField>
        <ExpandableSection headerText={t("about")}>
          <div className="pair">
            <Text {...asked} field="about_staff" label={t("about-staff")} path="about.staff" />
            <Text {...asked} field="about_service" label={t("about-service")} path="about.service" />
            <Text {...asked} field="about_establishment" label={t("about-establishment")} path="about.establishment" />
          </div>
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}

/** Where a complaint in the media was published; there is no requester then. */
function Outlet(asked: Asked) {
  const { t } = useWords();
  return (
    <div className="pair">
      <Text {...asked} field="outlet" label={t("about-outlet")} path="media.outlet" />
      <Text {...asked} field="source_type" label={t("register-source-type")} path="media.source_type" />
      <Text {...asked} field="published_on" label={t("register-published-on")} path="media.published_on" />
      <Text {...asked} field="link" label={t("optional", { label: t("field-link") })} path="media.link" />
    </div>
  );
}

/** What the category asks for besides; nobody is turned away for one that is missing. */
function Attributes({ typed, change, why, attributes }: Asked & { attributes: readonly Schemas["Attribute"][] }) {
  const { t, name } = useWords();
  return (
    <div className="pair">
      {attributes.map(({ code, name: called, kind, required, choices }) => {
        const path = `attributes.${code}`;
        const label = required ? name(called) : t("optional", { label: name(called) });
        const value = typed.attributes[code] ?? "";
        const set = (text: string) => change({ attributes: { ...typed.attributes, [code]: text } });
        if (kind === "choice") {
          const options = (choices ?? []).map((each) => ({ value: each.code, label: name(each.name) }));
          return (
            <Choice
              key={code}
              label={label}
              value={value}
              options={options}
              change={set}
              error={why(path)}
              path={path}
            />
          );
        }
        return (
          <FormField key={code} label={label} errorText={why(path)} stretch>
            <Input
              controlId={path}
              value={value}
              {...(kind === "number" && { inputMode: "decimal" as const })}
              onChange={({ detail }) => set(detail.value)}
            />
          </FormField>
        );
      })}
    </div>
  );
}
