import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { Chosen, Count, Many, Name, One, Part, Rows, Text, Yes } from "./fields";
import { useForm } from "./Form";
import { at } from "./paths";
import { KINDS } from "./Policies";
import { ThingList, useInUse } from "./ThingList";
import { ThingPage } from "./ThingPage";
import { choicesOf, inUseOf, useThings } from "./things";

type Given = Schemas["CategoryGiven"];

export function Categories() {
  const { t, name } = useWords();
  const inUse = useInUse<Schemas["CategoryShown"]>();
  return (
    <ThingList
      kind="categories"
      columns={[
        {
          id: "kinds",
          header: t("admin-field-kinds"),
          cell: ({ kinds }) => kinds?.map((kind) => t(codeId("kind", kind))).join(" · ") || t("admin-any"),
        },
        {
          id: "parts",
          header: t("admin-field-subcategories"),
          cell: ({ subcategories }) => subcategories?.map((each) => name(each.name)).join(" · "),
        },
        inUse,
        { id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> },
      ]}
    />
  );
}

const nameless = () => ({ ar: "", en: "" });
const BLANK: Given = {
  name: nameless(),
  kinds: [],
  subcategories: [],
  attributes: [],
  sections: {},
  retention_days: 3650,
  active: true,
};

const givenOf = (shown: Schemas["CategoryShown"]): Given =>
  Object.fromEntries(
    Object.entries(BLANK).map(([key, empty]) => [key, shown[key as keyof Given] ?? empty]),
  ) as unknown as Given;

/** One category: its parts, what is asked with it, and who deals with it where. */
export function CategoryPage({ code }: { code: string }) {
  const { t } = useWords();
  return (
    <ThingPage kind="categories" code={code} blank={BLANK} given={givenOf}>
      {() => (
        <>
          <Part title={t("admin-general")}>
            <Name path="name" />
            <div className="pair">
              <Many
                path="kinds"
                choices={KINDS.map((value) => ({ value, label: t(codeId("kind", value)) }))}
                hint={t("admin-kinds-hint")}
                optional
              />
              <Count path="retention_days" />
            </div>
            <Yes path="active" label={t("admin-in-use")} hint={t("admin-retire-category")} />
          </Part>
          <Part title={t("admin-sections-by-region")} hint={t("admin-sections-hint")}>
            <ByRegion path="sections" />
          </Part>
          <Part title={t("admin-field-subcategories")}>
            <Rows
              path="subcategories"
              fresh={{ code: "", name: nameless(), sections: {} }}
              add={t("admin-subcategory-add")}
              empty={t("admin-subcategories-none")}
              each={(place) => t("admin-subcategory", { n: place + 1 })}
            >
              {(path) => (
                <>
                  <Text path={`${path}.code`} plain />
                  <Name path={`${path}.name`} />
                  <ByRegion path={`${path}.sections`} />
                </>
              )}
            </Rows>
          </Part>
          <Part title={t("admin-field-attributes")} hint={t("admin-attributes-hint")}>
            <Rows
              path="attributes"
              fresh={{ code: "", name: nameless(), kind: "text", required: false, choices: [] }}
              add={t("admin-attribute-add")}
              empty={t("admin-attributes-none")}
              each={(place) => t("admin-attribute", { n: place + 1 })}
            >
              {(path) => <Attribute path={path} />}
            </Rows>
          </Part>
        </>
      )}
    </ThingPage>
  );
}

function Attribute({ path }: { path: string }) {
  const { t } = useWords();
  const { value } = useForm();
  const kinds = ["text", "number", "choice"].map((each) => ({ value: each, label: t(codeId("attribute", each)) }));
  return (
    <>
      <div className="pair">
        <Text path={`${path}.code`} plain />
        <One path={`${path}.kind`} choices={kinds} />
      </div>
      <Name path={`${path}.name`} />
      <Yes path={`${path}.required`} />
      {at(value, `${path}.kind`) === "choice" && (
        <Rows
          path={`${path}.choices`}
          fresh={{ code: "", name: nameless() }}
          add={t("admin-choice-add")}
          empty={t("none")}
          each={(place) => t("admin-choice", { n: place + 1 })}
        >
          {(choice) => (
            <>
              <Text path={`${choice}.code`} plain />
              <Name path={`${choice}.name`} />
            </>
          )}
        </Rows>
      )}
    </>
  );
}

/** A section for each region, and one for every region that names none (its code is empty). */
function ByRegion({ path }: { path: string }) {
  const { t, name } = useWords();
  const { value, set, fault, readOnly } = useForm();
  const regions = inUseOf(useThings("regions").data);
  const sections = choicesOf(inUseOf(useThings("sections").data), name);
  const chosen = (at(value, path) ?? {}) as Record<string, string>;
  const all = [{ value: "", label: t("admin-every-region") }, ...choicesOf(regions, name)];
  const choose = (region: string, section: string) => {
    const others = Object.entries(chosen).filter(([each]) => each !== region);
    set(path, Object.fromEntries(section ? [...others, [region, section]] : others));
  };
  return (
    <div className="four">
      {all.map((region) => (
        <Chosen
          key={region.value}
          label={region.label}
          value={chosen[region.value] ?? ""}
          choices={[{ value: "", label: t("none") }, ...sections]}
          error={fault(`${path}.${region.value}`)}
          readOnly={readOnly}
          choose={(section) => choose(region.value, section)}
        />
      ))}
    </div>
  );
}
