import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { config } from "@shared/config";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { signIn, type Tried } from "../session";

/** Signs staff in; where the service has demo accounts (a laptop), it lists them. */
export function SignIn() {
  const { t, language, speak } = useWords();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [renewed, setRenewed] = useState("");
  const [tried, setTried] = useState<Tried>();
  const [busy, setBusy] = useState(false);
  const other = language === "ar" ? "en" : "ar";
  useEffect(() => {
    document.title = `${t("sign-in-title")} · ${t("console-name")}`;
  }, [t]);

  const attempt = async (what: Promise<Tried>) => {
    setBusy(true);
    setTried(await what);
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(tried?.is === "new-password" ? tried.again(renewed) : signIn(username.trim(), password));
  };

  return (
    <main className="sign-in">
      <SpaceBetween size="l">
        <form onSubmit={submit}>
          <Container
            header={
              <Header
                variant="h1"
                actions={
                  <Button variant="inline-link" formAction="none" onClick={() => speak(other)}>
                    {t("language-other")}
                  </Button>
                }
              >
                {t("sign-in-title")}
              </Header>
            }
          >
            <Form
              actions={
                <Button variant="primary" loading={busy}>
                  {t("sign-in")}
                </Button>
              }
              errorText={tried?.is === "refused" ? t(`sign-in-${tried.why}`) : undefined}
            >
              <SpaceBetween size="m">
                {tried?.is === "new-password" ? (
                  <FormField label={t("sign-in-new-password")} description={t("sign-in-new-password-hint")}>
                    <Input
                      type="password"
                      autoComplete="new-password"
                      value={renewed}
                      onChange={(e) => setRenewed(e.detail.value)}
                    />
                  </FormField>
                ) : (
                  <>
                    <FormField label={t("sign-in-username")}>
                      <Input
                        name="username"
                        autoComplete="username"
                        value={username}
                        onChange={(e) => setUsername(e.detail.value)}
                      />
                    </FormField>
                    <FormField label={t("sign-in-password")}>
                      <Input
                        name="password"
                        type="password"
                        autoComplete="current-password"
                        value={password}
                        onChange={(e) => setPassword(e.detail.value)}
                      />
                    </FormField>
                  </>
                )}
              </SpaceBetween>
            </Form>
          </Container>
        </form>
        <DemoAccounts
          choose={(account) => {
            setUsername(account.username);
            setPassword(account.password);
            void attempt(signIn(account.username, account.password));
          }}
        />
      </SpaceBetween>
    </main>
  );
}

interface Account {
  username: string;
  role: string;
  section?: string;
  body: string;
  password: string;
}

/** Return the demo accounts, where the deployment says that it has any (`accounts` in config.json). */
async function accounts(): Promise<Account[]> {
  const { accounts: address } = await config();
  if (!address) return [];
  const answer = await fetch(address);
  return ((await answer.json()) as { items: Account[] }).items;
}

function DemoAccounts({ choose }: { choose: (account: Account) => void }) {
  const { t } = useWords();
  const found = useQuery({ queryKey: ["accounts"], queryFn: accounts });
  if (!found.data?.length) return null;
  return (
    <Alert type="info" header={t("demo-accounts")}>
      <SpaceBetween size="xxs">
        {found.data.map((account) => (
          <Box key={account.username}>
            <Button variant="inline-link" onClick={() => choose(account)}>
              {account.username}
            </Button>{" "}
            {t(codeId("role", account.role))}
          </Box>
        ))}
      </SpaceBetween>
    </Alert>
  );
}
