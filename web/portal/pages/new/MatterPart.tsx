import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useBody } from "../../body";
import { Field } from "../../parts/Field";
import { categoriesFor, type Category, type Part } from "../newTicket";

/** What it is about, and what happened. */
export function MatterPart({ draft, reasons }: Part) {
  const { t, name } = useWords();
  const { body } = useBody();
  const { value, change } = draft;
  const categories = categoriesFor(body, value.kind);
  const category = categories.find((each) => each.code === value.category);
  return (
    <section aria-labelledby="matter" className="grid gap-5 sm:grid-cols-2">
      <h2 id="matter" className="text-xl font-bold sm:col-span-2">
        {t("new-matter")}
      </h2>
      <Field id="category" label={t("new-category")} reason={reasons["category"]}>
        {(field) => (
          <select
            {...field}
            value={value.category}
            onChange={(e) => change({ category: e.currentTarget.value, subcategory: "", attributes: {} })}
          >
            <option value="">{t("choose")}</option>
            {categories.map((each) => (
              <option key={each.code} value={each.code}>
                {name(each.name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {category && category.subcategories.length > 0 && (
        <Field id="subcategory" label={t("new-subcategory")} reason={reasons["subcategory"]} optional>
          {(field) => (
            <select
              {...field}
              value={value.subcategory}
              onChange={(e) => change({ subcategory: e.currentTarget.value })}
            >
              <option value="">{t("choose")}</option>
              {category.subcategories.map((each) => (
                <option key={each.code} value={each.code}>
                  {name(each.name)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {category?.attributes.map((attribute) => (
        <AttributeField
          key={attribute.code}
          attribute={attribute}
          text={value.attributes[attribute.code] ?? ""}
          reason={reasons[`attributes.${attribute.code}`]}
          change={(text) => change({ attributes: { ...value.attributes, [attribute.code]: text } })}
        />
      ))}
      {value.kind === "complaint" && (
        <Field id="object" label={t("new-object")} reason={reasons["object"]} optional>
          {(field) => (
            <select {...field} value={value.object} onChange={(e) => change({ object: e.currentTarget.value })}>
              <option value="">{t("choose")}</option>
              {["service", "product", "operation", "procedure", "conduct", "manner"].map((code) => (
                <option key={code} value={code}>
                  {t(codeId("object", code))}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="sm:col-span-2">
        <Field
          id="description"
          label={t("new-description")}
          hint={t("new-description-hint")}
          reason={reasons["description"]}
        >
          {(field) => (
            <textarea
              {...field}
              rows={6}
              maxLength={4000}
              dir="auto"
              value={value.description}
              onChange={(e) => change({ description: e.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </section>
  );
}

interface Asked {
  attribute: Category["attributes"][number];
  text: string;
  reason: string | undefined;
  change: (text: string) => void;
}

/** One thing that the category asks for. */
function AttributeField({ attribute, text, reason, change }: Asked) {
  const { t, name } = useWords();
  return (
    <Field
      id={`attributes.${attribute.code}`}
      label={name(attribute.name)}
      reason={reason}
      optional={!attribute.required}
    >
      {(field) =>
        attribute.kind === "choice" ? (
          <select {...field} value={text} onChange={(e) => change(e.currentTarget.value)}>
            <option value="">{t("choose")}</option>
            {attribute.choices.map((choice) => (
              <option key={choice.code} value={choice.code}>
                {name(choice.name)}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...field}
            type="text"
            inputMode={attribute.kind === "number" ? "decimal" : "text"}
            maxLength={500}
            value={text}
            onChange={(e) => change(e.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
