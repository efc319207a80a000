import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { Name, One, Part, Yes } from "./fields";
import { useForm } from "./Form";
import { at } from "./paths";
import { KINDS } from "./Policies";
import { ThingList, useInUse } from "./ThingList";
import { ThingPage } from "./ThingPage";
import { choicesOf, useThings } from "./things";

type Given = Schemas["ReplyGiven"];

/** What the console fills in (docs/api.md). */
export const PLACES = ["number", "name", "kind", "category", "section", "due", "body", "staff"] as const;

/** Who keeps the ready-made texts. */
const KEEPERS = ["admin", "supervisor"] as const;

/** What staff write again and again. */
export function Replies() {
  const { t, name } = useWords();
  const categories = useThings("categories").data;
  const inUse = useInUse<Schemas["ReplyShown"]>();
  const named = (code: string) => name(categories?.find((each) => each.code === code)?.name) || code;
  return (
    <ThingList
      kind="replies"
      keepers={KEEPERS}
      columns={[
        { id: "text", header: t("admin-reply-text"), cell: ({ text }) => <bdi className="cut">{name(text)}</bdi> },
        {
          id: "category",
          header: t("admin-field-category"),
          cell: ({ category }) => (category ? named(category) : t("admin-any")),
        },
        {
          id: "kind",
          header: t("admin-field-kind"),
          cell: ({ kind }) => (kind ? t(codeId("kind", kind)) : t("admin-any")),
        },
        inUse,
      ]}
    />
  );
}

const BLANK: Given = { name: { ar: "", en: "" }, text: { ar: "", en: "" }, category: "", kind: "", active: true };
const givenOf = (shown: Schemas["ReplyShown"]): Given =>
  Object.fromEntries(
    Object.entries(BLANK).map(([key, blank]) => [key, shown[key as keyof Given] ?? blank]),
  ) as unknown as Given;

/** One ready-made text, in both languages. */
export function ReplyPage({ code }: { code: string }) {
  const { t, name } = useWords();
  const categories = choicesOf(useThings("categories").data, name);
  const kinds = KINDS.map((value) => ({ value, label: t(codeId("kind", value)) }));
  return (
    <ThingPage kind="replies" keepers={KEEPERS} code={code} blank={BLANK} given={givenOf}>
      {() => (
        <>
          <Part title={t("admin-general")}>
            <Name path="name" />
            <div className="pair">
              <One path="category" choices={categories} none={t("admin-any")} optional />
              <One path="kind" choices={kinds} none={t("admin-any")} optional />
            </div>
            <Yes path="active" label={t("admin-in-use")} />
          </Part>
          <Part title={t("admin-reply-text")} hint={t("admin-reply-hint")}>
            <Places />
            <div className="pair">
              <Written path="text.ar" label={t("admin-reply-ar")} language="ar" />
              <Written path="text.en" label={t("admin-reply-en")} language="en" />
            </div>
          </Part>
        </>
      )}
    </ThingPage>
  );
}

/** The places that the console fills in, and what with. */
function Places() {
  const { t } = useWords();
  return (
    <Box fontSize="body-s">
      {PLACES.map((place, n) => (
        <span key={place}>
          {n > 0 && " · "}
          <Ltr>
            <code>{`{${place}}`}</code>
          </Ltr>{" "}
          {t(codeId("reply-place", place))}
        </span>
      ))}
    </Box>
  );
}

function Written({ path, label, language }: { path: string; label: string; language: string }) {
  const { value, set, fault, readOnly } = useForm();
  const found = at(value, path);
  return (
    <FormField label={label} errorText={fault(path)} stretch>
      <div dir={language === "ar" ? "rtl" : "ltr"} lang={language}>
        <Textarea
          value={typeof found === "string" ? found : ""}
          rows={8}
          readOnly={readOnly}
          onChange={({ detail }) => set(path, detail.value)}
        />
      </div>
    </FormField>
  );
}
