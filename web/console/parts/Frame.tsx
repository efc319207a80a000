import AppLayout from "@cloudscape-design/components/app-layout";
import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import TopNavigation from "@cloudscape-design/components/top-navigation";
import { useWords } from "@shared/language/Language";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation, useRouter } from "wouter";
import { DeskProvider, leaveDesk } from "../desk";
import { useChooseBody, useMe } from "../me";
import { NAVIGATION } from "../navigation";
import { signOut } from "../session";
import { type Choice, setTheme, useTheme } from "../theme";
import { PhoneBar } from "./desk/PhoneBar";
import { Shortcuts } from "./Shortcuts";

/** The frame of every page: who is signed in, the language, and the ways that this person's roles open. */
export function Frame({ children }: { children: ReactNode }) {
  const { t, language } = useWords();
  const [path, go] = useLocation();
  const { base } = useRouter();
  const me = useMe();
  const [open, setOpen] = useState(() => matchMedia("(width >= 1000px)").matches);
  useMendedToolbar();
  const href = (to: string) => `${base}${to}`;
  const follow = (event: CustomEvent<SideNavigationProps.FollowDetail>) => {
    event.preventDefault();
    go(event.detail.href.slice(base.length));
  };
  const items = NAVIGATION.flatMap(({ title, links }): SideNavigationProps.Item[] => {
    const seen = links.filter((link) => !link.roles || link.roles.some((role) => me.roles.includes(role)));
    if (!seen.length) return [];
    const shown = seen.map((link) => ({ type: "link" as const, text: t(link.text), href: href(link.to) }));
    return [{ type: "section-group", title: t(title), items: shown }];
  });
  return (
    <DeskProvider>
      <div id="top">
        <Top />
        <PhoneBar />
      </div>
      <Shortcuts />
      <AppLayout
        headerSelector="#top"
        toolsHide
        navigationOpen={open}
        onNavigationChange={(event) => setOpen(event.detail.open)}
        navigationWidth={250}
        navigation={<SideNavigation activeHref={href(path)} items={items} onFollow={follow} />}
        content={children}
        key={language}
      />
    </DeskProvider>
  );
}

/** Cloudscape's toolbar of narrow screens bears an attribute that no navigation may have (axe: aria-allowed-attr). */
function useMendedToolbar(): void {
  useEffect(() => {
    const mend = () => document.querySelector("nav[aria-orientation]")?.removeAttribute("aria-orientation");
    const watch = new MutationObserver(mend);
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-orientation"] });
    mend();
    return () => watch.disconnect();
  }, []);
}

const LOOKS: readonly Choice[] = ["device", "light", "dark"];

function Top() {
  const { t, language, speak, name } = useWords();
  const me = useMe();
  const [, go] = useLocation();
  const { base } = useRouter();
  const { choice } = useTheme();
  const chooseBody = useChooseBody();
  const [here, ...others] = me.bodies;
  return (
    <TopNavigation
      identity={{
        href: `${base}/`,
        title: [t("console-name"), name(here?.name)].filter(Boolean).join(" · "),
        onFollow: (event) => {
          event.preventDefault();
          go("/");
        },
      }}
      utilities={[
        ...(others.length
          ? [
              {
                type: "menu-dropdown" as const,
                text: t("body-change"),
                title: t("body-change"),
                items: me.bodies.map((each) => ({
                  id: each.code,
                  itemType: "checkbox" as const,
                  checked: each === here,
                  text: name(each.name),
                })),
                onItemClick: ({ detail }: { detail: { id: string } }) => {
                  if (detail.id === here?.code) return;
                  go("/");
                  chooseBody(detail.id);
                },
              },
            ]
          : []),
        { type: "button", text: t("language-other"), onClick: () => speak(language === "ar" ? "en" : "ar") },
        {
          type: "menu-dropdown",
          text: me.name,
          description: me.username,
          iconName: "user-profile",
          items: [
            {
              id: "theme",
              text: t("theme"),
              items: LOOKS.map((look) => ({
                id: look,
                itemType: "checkbox" as const,
                checked: look === choice,
                text: t(`theme-${look}`),
              })),
            },
            { id: "out", text: t("sign-out") },
          ],
          onItemClick: ({ detail }) => {
            if (detail.id === "out") void leaveDesk(me).finally(signOut);
            else setTheme(detail.id as Choice);
          },
        },
      ]}
    />
  );
}
