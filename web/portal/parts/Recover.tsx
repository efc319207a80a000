import { Refusal } from "@shared/api/refusal";
import { Component, type ComponentType, lazy, type ReactNode } from "react";
import { Waiting } from "./Waiting";

/** Load a page with the first visit to it; one that does not come is a refusal like any other. */
export const page = <G,>(load: () => Promise<{ default: ComponentType<G> }>) =>
  lazy(() =>
    load().catch((): never => {
      throw new Refusal({
        type: navigator.onLine ? "/problems/unavailable" : "/problems/offline",
        title: "",
        status: 0,
      });
    }),
  );

/** Says that a page did not come, in place of nothing; any other error is ours, and is not hidden as one. */
export class Recover extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (!(error instanceof Refusal)) throw error;
    return <Waiting error={error} retry={() => location.reload()} />;
  }
}
