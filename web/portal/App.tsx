import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { BodyProvider } from "./body";
import { Home } from "./pages/Home";
import { Layout } from "./parts/Layout";
import { Waiting } from "./parts/Waiting";
import { WithWords } from "./parts/WithWords";

// The first page comes at once; the others with the first visit to them.
const NewTicket = lazy(() => import("./pages/NewTicket"));
const Registered = lazy(() => import("./pages/Registered"));
const Unsent = lazy(() => import("./pages/Unsent"));
const Tickets = lazy(() => import("./pages/Tickets"));
const Ticket = lazy(() => import("./pages/Ticket"));
const FromMessage = lazy(() => import("./pages/Link"));
const How = lazy(() => import("./pages/How"));
const NotFound = lazy(() => import("./pages/NotFound"));

export function App() {
  return (
    <BodyProvider>
      <Layout>
        <Suspense fallback={<Waiting error={null} />}>
          <Switch>
            <Route path="/" component={Home} />
            <Route>
              <WithWords>
                <Switch>
                  <Route path="/new" component={NewTicket} />
                  <Route path="/registered" component={Registered} />
                  <Route path="/unsent" component={Unsent} />
                  <Route path="/tickets" component={Tickets} />
                  <Route path="/tickets/:number">{({ number }) => <Ticket key={number} number={number} />}</Route>
                  <Route path="/s/:token">{({ token }) => <FromMessage key={token} token={token} />}</Route>
                  <Route path="/how" component={How} />
                  <Route component={NotFound} />
                </Switch>
              </WithWords>
            </Route>
          </Switch>
        </Suspense>
      </Layout>
    </BodyProvider>
  );
}
