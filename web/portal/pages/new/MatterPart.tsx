import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useBody } from "../../body";
import { SelectField, TextField } from "../../parts/Field";
import { categoriesFor, type Category, type Part } from "../newTicket";

const OBJECTS = ["service", "product", "operation", "procedure", "conduct", "manner"];

/** What it is about, and what happened. */
export function MatterPart({ draft, reasons }: Part) {
  const { t, name } = useWords();
  const { body } = useBody();
  const { value, change } = draft;
  const named = (things: readonly Pick<Category, "code" | "name">[]) =>
    things.map((each) => [each.code, name(each.name)] as const);
  const categories = categoriesFor(body, value.kind);
  const category = categories.find((each) => each.code === value.category);
  return (
    <section aria-labelledby="matter" className="grid gap-5 sm:grid-cols-2">
      <h2 id="matter" className="text-xl font-bold sm:col-span-2">
        {t("new-matter")}
      </h2>
      <SelectField
        id="category"
        label={t("new-category")}
        reason={reasons["category"]}
        value={value.category}
        options={named(categories)}
        change={(chosen) => change({ category: chosen, subcategory: "", attributes: {} })}
      />
      {category && category.subcategories.length > 0 && (
        <SelectField
          id="subcategory"
          label={t("new-subcategory")}
          reason={reasons["subcategory"]}
          optional
          value={value.subcategory}
          options={named(category.subcategories)}
          change={(subcategory) => change({ subcategory })}
        />
      )}
      {category?.attributes.map((attribute) => {
        const given = {
          id: `attributes.${attribute.code}`,
          label: name(attribute.name),
          reason: reasons[`attributes.${attribute.code}`],
          optional: !attribute.required,
          value: value.attributes[attribute.code] ?? "",
          change: (text: string) => change({ attributes: { ...value.attributes, [attribute.code]: text } }),
        };
        if (attribute.kind === "choice")
          return <SelectField key={attribute.code} {...given} options={named(attribute.choices)} />;
        const inputMode = attribute.kind === "number" ? "decimal" : "text";
        return <TextField key={attribute.code} {...given} inputMode={inputMode} maxLength={500} />;
      })}
      {value.kind === "complaint" && (
        <SelectField
          id="object"
          label={t("new-object")}
          reason={reasons["object"]}
          optional
          value={value.object}
          options={OBJECTS.map((code) => [code, t(codeId("object", code))])}
          change={(object) => change({ object })}
        />
      )}
      <div className="sm:col-span-2">
        <TextField
          id="description"
          label={t("new-description")}
          hint={t("new-description-hint")}
          reason={reasons["description"]}
          rows={6}
          maxLength={4000}
          value={value.description}
          change={(description) => change({ description })}
        />
      </div>
    </section>
  );
}
