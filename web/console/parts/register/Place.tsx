import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { hasBoundary, type Point, regionAt, rounded } from "@shared/map/place";
import { lazy, Suspense, useState } from "react";
import type { Named } from "../../me";
import { pointOf } from "../../register";
import { Waiting } from "../Waiting";
import { type Asked, Choice, Text } from "./fields";

const PointMap = lazy(() => import("../PointMap"));

/** Where it is: by region and address, by a pin, or by typed coordinates; outside the boundary is said (R113). */
export function Place({ body, outside, ...asked }: Asked & { body: Schemas["PublicBody"]; outside: boolean }) {
  const { t, name } = useWords();
  const { typed, change, why } = asked;
  const [open, setOpen] = useState(false);
  const drawn = hasBoundary(body.regions);
  const put = (point: Point) => {
    const at = rounded(point);
    change({ pin: at, ...regionAt(body.regions, at) });
  };
  const none: Named = { code: "", name: { ar: t("none"), en: t("none") } };
  const below = (parent: string) =>
    [none, ...body.regions.filter((each) => each.parent === parent)].map((each) => ({
      value: each.code,
      label: name(each.name),
    }));
  const subregions = typed.region ? below(typed.region) : [];
  return (
    <Container header={<Header variant="h2">{t("register-place")}</Header>}>
      <SpaceBetween size="m">
        <div className="pair">
          <Choice
            label={t("optional", { label: t("column-region") })}
            value={typed.region}
            options={below("")}
            change={(region) => change({ region, subregion: "" })}
            error={why("location.region")}
          />
          {subregions.length > 1 && (
            <Choice
              label={t("optional", { label: t("register-subregion") })}
              value={typed.subregion}
              options={subregions}
              change={(subregion) => change({ subregion })}
              error={why("location.subregion")}
            />
          )}
        </div>
        <Text {...asked} field="address" label={t("optional", { label: t("address") })} path="location.address" />
        <div className="pair">
          <Coordinates put={put} />
          {drawn && (
            <div className="beside">
              <Button iconName="map" ariaExpanded={open} onClick={() => setOpen((before) => !before)}>
                {t(open ? "pin-close" : "pin-open")}
              </Button>
            </div>
          )}
        </div>
        {typed.pin && (
          <SpaceBetween size="xs" direction="horizontal">
            <Box>
              {t("pin-at")} <Ltr>{`${typed.pin.lat}, ${typed.pin.lon}`}</Ltr>
            </Box>
            <Button variant="inline-link" onClick={() => change({ pin: null })}>
              {t("pin-remove")}
            </Button>
          </SpaceBetween>
        )}
        {outside && typed.in_jurisdiction !== "false" && <Alert type="error">{t("pin-outside")}</Alert>}
        {!outside && why("location") && <Alert type="error">{why("location")}</Alert>}
        {open && (
          <Suspense fallback={<Waiting error={null} retry={() => undefined} />}>
            <PointMap
              regions={body.regions}
              region={typed.region}
              pin={(!outside && typed.pin) || undefined}
              choose={put}
            />
          </Suspense>
        )}
        <FormField
          label={t("optional", { label: t("field-in-jurisdiction") })}
          description={t("register-jurisdiction-hint")}
          errorText={why("in_jurisdiction")}
        >
          <RadioGroup
            value={typed.in_jurisdiction}
            direction="horizontal"
            items={[
              { value: "", label: t("register-unknown") },
              { value: "true", label: t("yes") },
              { value: "false", label: t("no") },
            ]}
            onChange={({ detail }) => change({ in_jurisdiction: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

/** A place as two numbers, for whoever cannot point: read from a message, a drawing, a car's screen. */
function Coordinates({ put }: { put: (point: Point) => void }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const take = () => {
    const point = pointOf(text);
    setWrong(!point);
    if (!point) return;
    put(point);
    setText("");
  };
  return (
    <FormField label={t("optional", { label: t("pin-typed") })} errorText={wrong && t("pin-typed-wrong")} stretch>
      <div className="typed-place">
        <Input
          value={text}
          inputMode="tel"
          placeholder="23.614, 58.545"
          onChange={({ detail }) => setText(detail.value)}
          onKeyDown={({ detail }) => detail.key === "Enter" && take()}
        />
        <Button onClick={take}>{t("pin-put")}</Button>
      </div>
    </FormField>
  );
}
