import { fetchAhead } from "./ahead";

/** What differs from one deployment to the next; written beside the pages when they are deployed. */
export interface Config {
  /** Where staff sign in: Amazon Cognito, spoken to in its own protocol. */
  signIn: { address: string; client: string };
  /** Palettes by body (portal/palettes.css); a body that is not named has the first. */
  palettes: Record<string, string>;
  /** Where a rehearsal lists its demo accounts; a real deployment has none. */
  accounts?: string;
}

let wanted: Promise<Config> | undefined;

/** Return the deployment's settings, asked once; what could not be had is asked for again the next time. */
export function config(): Promise<Config> {
  wanted ??= fetchAhead("/config.json")
    .then((answer) => answer.json() as Promise<Config>)
    .catch((error: unknown) => {
      wanted = undefined;
      throw error;
    });
  return wanted;
}
