import { Suspense } from "react";
import { Route, Switch } from "wouter";
import { BodyProvider } from "./body";
import { Home } from "./pages/Home";
import { Layout } from "./parts/Layout";
import { page, Recover } from "./parts/Recover";
import { Waiting } from "./parts/Waiting";
import { WithWords } from "./parts/WithWords";

// The first page comes at once; the others with the first visit to them.
const NewTicket = page(() => import("./pages/NewTicket"));
const Registered = page(() => import("./pages/Registered"));
const Unsent = page(() => import("./pages/Unsent"));
const Tickets = page(() => import("./pages/Tickets"));
const Ticket = page(() => import("./pages/Ticket"));
const FromMessage = page(() => import("./pages/Link"));
const Contact = page(() => import("./pages/Contact"));
const Own = page(() => import("./pages/Own"));
const Stay = page(() => import("./pages/Stay"));
const How = page(() => import("./pages/How"));
const NotFound = page(() => import("./pages/NotFound"));

export function App() {
  return (
    <BodyProvider>
      <Layout>
        <Recover>
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
                    <Route path="/contact" component={Contact} />
                    <Route path="/me" component={Own} />
                    <Route path="/stay" component={Stay} />
                    <Route component={NotFound} />
                  </Switch>
                </WithWords>
              </Route>
            </Switch>
          </Suspense>
        </Recover>
      </Layout>
    </BodyProvider>
  );
}
