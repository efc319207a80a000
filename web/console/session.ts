import { config } from "@shared/config";
import { useSyncExternalStore } from "react";

/**
 * Signing in to Amazon Cognito, in its own protocol, by name and password (docs/decisions/signing-in-by-password.md).
 * Tokens stand in this tab's storage and end with it; an ID token lives an hour and is renewed while somebody works.
 */
interface Tokens {
  id: string;
  refresh: string;
  expires: number;
}

interface Answer {
  AuthenticationResult?: { IdToken: string; RefreshToken?: string; ExpiresIn: number };
  ChallengeName?: string;
  Session?: string;
  __type?: string;
}

/** What came of trying to sign in. */
export type Tried =
  | { is: "in" }
  | { is: "new-password"; again: (password: string) => Promise<Tried> }
  | { is: "refused"; why: "wrong" | "weak" | "too-many" | "unavailable" };

const PLACE = "nidaa.staff";
const EARLY = 60_000;
const listeners = new Set<() => void>();

const read = () => JSON.parse(sessionStorage.getItem(PLACE) ?? "null") as Tokens | null;

function keep(tokens: Tokens | null): void {
  if (tokens) sessionStorage.setItem(PLACE, JSON.stringify(tokens));
  else sessionStorage.removeItem(PLACE);
  for (const listener of listeners) listener();
}

export const signOut = () => keep(null);

export function useSignedIn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => read() !== null,
  );
}

export async function signIn(username: string, password: string): Promise<Tried> {
  const answer = await ask("InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  return tried(answer, username);
}

function tried(answer: Answer, username: string): Tried {
  if (accept(answer, "")) return { is: "in" };
  if (answer.ChallengeName === "NEW_PASSWORD_REQUIRED") {
    const again = async (password: string) =>
      tried(
        await ask("RespondToAuthChallenge", {
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: answer.Session,
          ChallengeResponses: { USERNAME: username, NEW_PASSWORD: password },
        }),
        username,
      );
    return { is: "new-password", again };
  }
  return { is: "refused", why: WHY[answer.__type?.replace(/^.*#/, "") ?? ""] ?? "unavailable" };
}

const WHY: Record<string, "wrong" | "weak" | "too-many"> = {
  NotAuthorizedException: "wrong",
  UserNotFoundException: "wrong",
  InvalidPasswordException: "weak",
  TooManyRequestsException: "too-many",
  LimitExceededException: "too-many",
};

function accept(answer: Answer, refresh: string): boolean {
  const result = answer.AuthenticationResult;
  if (!result) return false;
  keep({ id: result.IdToken, refresh: result.RefreshToken ?? refresh, expires: Date.now() + result.ExpiresIn * 1000 });
  return true;
}

let renewal: Promise<void> | undefined;

/** Return a token that is good for the next minute, renewed if it must be; nothing if that fails. */
export async function bearer(): Promise<string> {
  const tokens = read();
  if (!tokens) return "";
  if (Date.now() < tokens.expires - EARLY) return tokens.id;
  renewal ??= renew(tokens.refresh).finally(() => (renewal = undefined));
  await renewal;
  return read()?.id ?? "";
}

async function renew(refresh: string): Promise<void> {
  const parameters = { AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: refresh } };
  const answer = await ask("InitiateAuth", parameters);
  // No answer is no refusal: the words on the screen stay, and the next call tries again.
  if (!accept(answer, refresh) && answer.__type) keep(null);
}

async function ask(call: string, body: object): Promise<Answer> {
  const { signIn: cognito } = await config();
  try {
    const answer = await fetch(cognito.address, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `AWSCognitoIdentityProviderService.${call}`,
      },
      body: JSON.stringify({ ClientId: cognito.client, ...body }),
    });
    return (await answer.json()) as Answer;
  } catch {
    return {};
  }
}
