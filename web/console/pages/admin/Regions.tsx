import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FileInput from "@cloudscape-design/components/file-input";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import type { Point } from "@shared/map/place";
import { lazy, Suspense, useMemo, useState } from "react";
import { Waiting } from "../../parts/Waiting";
import {
  around,
  type Boundary,
  cornersIn,
  cornersOf,
  crosses,
  heardOf,
  MOST,
  readGeoJson,
  saidOf,
  thinned,
} from "./boundary";
import { Name, One, Part, Yes } from "./fields";
import { useForm } from "./Form";
import { at } from "./paths";
import { sayFault } from "./reasons";
import { ThingList, useInUse } from "./ThingList";
import { ThingPage } from "./ThingPage";
import { choicesOf, inUseOf, useThings } from "./things";

const BoundaryMap = lazy(() => import("./BoundaryMap"));

type Given = Schemas["RegionGiven"];
type Shown = Schemas["RegionShown"];

/** The regions of a body, each under the one that it lies in. */
export function Regions() {
  const { t, name } = useWords();
  const regions = useThings("regions").data;
  const inUse = useInUse<Shown>();
  const named = (code: string) => name(regions?.find((each) => each.code === code)?.name) || code;
  return (
    <ThingList
      kind="regions"
      columns={[
        { id: "parent", header: t("admin-field-parent"), cell: ({ parent }) => (parent ? named(parent) : t("none")) },
        {
          id: "boundary",
          header: t("admin-field-boundary"),
          cell: ({ boundary }) =>
            boundary ? t("admin-boundary-corners", { n: cornersIn(boundary) }) : t("admin-boundary-none"),
        },
        inUse,
        { id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> },
      ]}
    />
  );
}

const BLANK: Given = { name: { ar: "", en: "" }, parent: "", boundary: null, active: true };
const givenOf = ({ name, parent, boundary, active }: Shown): Given => ({ name, parent, boundary, active });

/** One region: its names, what it lies in, and its boundary. */
export function RegionPage({ code }: { code: string }) {
  const { t, name } = useWords();
  const regions = useThings("regions").data ?? [];
  const above = inUseOf(regions).filter((each) => !each.parent && each.code !== code);
  return (
    <ThingPage kind="regions" code={code} blank={BLANK} given={givenOf}>
      {() => (
        <>
          <Part title={t("admin-general")}>
            <Name path="name" />
            <One path="parent" choices={choicesOf(above, name)} none={t("admin-region-first")} optional />
            <Yes path="active" label={t("admin-in-use")} hint={t("admin-retire-region")} />
          </Part>
          <Part title={t("admin-field-boundary")} hint={t("admin-boundary-hint")}>
            <BoundaryField others={inUseOf(regions).filter((each) => each.code !== code)} />
          </Part>
        </>
      )}
    </ThingPage>
  );
}

/** A boundary from a file, or drawn on the map, or typed corner by corner: whichever somebody can. */
function BoundaryField({ others }: { others: readonly Shown[] }) {
  const { t } = useWords();
  const { value, set, fault, readOnly } = useForm();
  const [said, setSaid] = useState("");
  const boundary = (at(value, "boundary") ?? null) as Boundary | null;
  const corners = useMemo(() => cornersOf(boundary), [boundary]);
  const own = fault("boundary");
  const put = (drawn: Boundary | null) => {
    setSaid("");
    set("boundary", drawn);
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      const read = readGeoJson(await file.text());
      const kept = thinned(read, MOST);
      put(kept);
      if (kept !== read) setSaid(t("admin-boundary-thinned", { from: cornersIn(read), to: cornersIn(kept) }));
    } catch (reason) {
      setSaid(sayFault((reason as Error).message, t));
    }
  };
  return (
    <SpaceBetween size="m">
      {own && <Box color="text-status-error">{own}</Box>}
      {said && <Alert type="info">{said}</Alert>}
      {corners && crosses(corners) && <Alert type="warning">{t("admin-boundary-crosses")}</Alert>}
      <Box color="text-body-secondary">
        {boundary ? t("admin-boundary-corners", { n: cornersIn(boundary) }) : t("admin-boundary-none")}
        {!corners && ` · ${t("admin-boundary-parts")}`}
      </Box>
      {!readOnly && (
        <div className="actions">
          <FileInput
            accept=".geojson,.json,application/geo+json"
            value={[]}
            onChange={({ detail }) => void take(detail.value[0])}
          >
            {t("admin-boundary-file")}
          </FileInput>
          <Button formAction="none" iconName="remove" disabled={!boundary} onClick={() => put(null)}>
            {t("admin-boundary-remove")}
          </Button>
        </div>
      )}
      <Suspense fallback={<Waiting error={null} retry={() => undefined} />}>
        <BoundaryMap
          regions={others}
          boundary={boundary}
          corners={readOnly ? undefined : corners}
          change={(drawn) => put(around(drawn))}
        />
      </Suspense>
      {corners && !readOnly && <Typed corners={corners} change={(drawn) => put(around(drawn))} />}
    </SpaceBetween>
  );
}

/** The corners as text; what is typed counts when the field is left, if it can be read. */
function Typed({ corners, change }: { corners: readonly Point[]; change: (corners: readonly Point[]) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string>();
  const heard = typed === undefined ? corners : heardOf(typed);
  const leave = () => {
    if (!heard || typed === undefined) return;
    setTyped(undefined);
    change(heard);
  };
  return (
    <FormField
      label={t("optional", { label: t("admin-boundary-typed") })}
      constraintText={t("admin-boundary-typed-hint", { example: "23.58, 58.41" })}
      errorText={heard ? undefined : t("admin-boundary-unread")}
      stretch
    >
      <div dir="ltr">
        <Textarea
          value={typed ?? saidOf(corners)}
          rows={5}
          onChange={({ detail }) => setTyped(detail.value)}
          onBlur={leave}
        />
      </div>
    </FormField>
  );
}
