import { Suspense, lazy } from "react";
import { Redirect, Route, Switch } from "wouter";
import { MeProvider } from "./me";
import { SignIn } from "./pages/SignIn";
import { Frame } from "./parts/Frame";
import { Waiting } from "./parts/Waiting";
import { useSignedIn } from "./session";

const Worklist = lazy(() => import("./pages/Worklist"));
const Overview = lazy(() => import("./pages/Overview"));
const Register = lazy(() => import("./pages/Register"));
const Ticket = lazy(() => import("./pages/Ticket"));
const Admin = lazy(() => import("./pages/admin"));

/** The console's pages; whoever is signed out in the middle of something finds it again after signing in. */
export function App() {
  const signedIn = useSignedIn();
  if (!signedIn) return <SignIn />;
  return (
    <MeProvider>
      <Frame>
        <Suspense fallback={<Waiting error={null} retry={() => undefined} />}>
          <Switch>
            <Route path="/worklists/:list">{({ list }) => <Worklist key={list} list={list} />}</Route>
            <Route path="/register" component={Register} />
            <Route path="/overview" component={Overview} />
            <Route path="/admin" nest component={Admin} />
            <Route path="/tickets/:number">{({ number }) => <Ticket key={number} number={number} />}</Route>
            <Route>
              <Redirect to="/worklists/mine" replace />
            </Route>
          </Switch>
        </Suspense>
      </Frame>
    </MeProvider>
  );
}
