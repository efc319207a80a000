import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { hasBoundary, regionAt } from "@shared/map/place";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useBody } from "../me";
import { Waiting } from "./Waiting";

const PlaceMap = lazy(() => import("./PlaceMap"));

/** Where the matter is: the region, what was typed, and the pin on the body's own map. */
export function Where({ ticket }: { ticket: Schemas["StaffTicketView"] }) {
  const { t, name } = useWords();
  const [large, setLarge] = useState(false);
  const regions = useBody(ticket.body).data?.regions ?? [];
  const { lat, lon, address } = ticket.location ?? {};
  const pin = lat != null && lon != null ? { lat, lon } : undefined;
  // Who sees no region on the ticket still sees in which the pin stands.
  const at = pin && regionAt(regions, pin);
  const [region, subregion] = [ticket.region || at?.region, ticket.subregion || at?.subregion];
  const named = (code: string | undefined) => code && name(regions.find((each) => each.code === code)?.name);
  const pairs: [string, ReactNode][] = [
    [t("column-region"), named(region)],
    [t("subregion"), named(subregion)],
    [t("address"), address && <bdi>{address}</bdi>],
    [t("coordinates"), pin && <Ltr>{`${pin.lat}, ${pin.lon}`}</Ltr>],
    [t("place-boundary"), pin && hasBoundary(regions) && t(at ? "place-inside" : "place-outside")],
  ];
  const items = pairs.filter(([, value]) => value).map(([label, value]) => ({ label, value }));
  if (!items.length) return null;
  const map = { regions, region: subregion || region || "", pin };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            pin &&
            hasBoundary(regions) && (
              <Button className="no-print" onClick={() => setLarge(true)}>
                {t("place-larger")}
              </Button>
            )
          }
        >
          {t("place")}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {pin && hasBoundary(regions) && (
          <WhenSeen>
            <PlaceMap title={t("place-map")} {...map} />
          </WhenSeen>
        )}
        <KeyValuePairs columns={1} items={items} />
      </SpaceBetween>
      {large && (
        <Modal
          visible
          size="max"
          header={t("place")}
          closeAriaLabel={t("close-panel")}
          onDismiss={() => setLarge(false)}
        >
          <SpaceBetween size="s">
            {address && (
              <Box>
                <bdi>{address}</bdi>
              </Box>
            )}
            <Suspense fallback={<Waiting error={null} retry={() => undefined} />}>
              <PlaceMap title={t("place-map-large")} {...map} large />
            </Suspense>
          </SpaceBetween>
        </Modal>
      )}
    </Container>
  );
}

/** Keeps a place free, and fetches what stands there only once somebody comes near: a map is heavy on a phone. */
function WhenSeen({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const watch = new IntersectionObserver(
      (found) => found.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: "200px" },
    );
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={place} className="place-map-frame no-print">
      {seen && <Suspense fallback={<Waiting error={null} retry={() => undefined} />}>{children}</Suspense>}
    </div>
  );
}
