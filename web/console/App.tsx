import Box from "@cloudscape-design/components/box";
import { useWords } from "@shared/language/Language";
import { Suspense, lazy, useEffect } from "react";
import { Redirect, Route, Switch } from "wouter";
import { MeProvider, useMe } from "./me";
import { landingOf } from "./navigation";
import { SignIn } from "./pages/SignIn";
import { Frame } from "./parts/Frame";
import { Waiting } from "./parts/Waiting";
import { useSignedIn } from "./session";
import { connection } from "./useLive";

const Worklist = lazy(() => import("./pages/Worklist"));
const Overview = lazy(() => import("./pages/Overview"));
const Register = lazy(() => import("./pages/Register"));
const Requester = lazy(() => import("./pages/Requester"));
const Requesters = lazy(() => import("./pages/Requesters"));
const Ticket = lazy(() => import("./pages/Ticket"));
const Desk = lazy(() => import("./pages/Desk"));
const Contact = lazy(() => import("./pages/Contact"));
const Callbacks = lazy(() => import("./pages/Callbacks"));
const Live = lazy(() => import("./pages/Live"));
const Wall = lazy(() => import("./pages/Wall"));
const Contacts = lazy(() => import("./pages/Contacts"));
const Queues = lazy(() => import("./pages/Queues"));
const Admin = lazy(() => import("./pages/admin"));

/** The console's pages; whoever is signed out in the middle of something finds it again after signing in. */
export function App() {
  const signedIn = useSignedIn();
  useEffect(() => {
    // Whoever signs in next here must not hear what the last one followed.
    if (!signedIn) connection().leave();
  }, [signedIn]);
  if (!signedIn) return <SignIn />;
  return (
    <MeProvider>
      <Switch>
        <Route path="/wall">
          <Suspense fallback={null}>
            <Wall />
          </Suspense>
        </Route>
        <Route component={Framed} />
      </Switch>
    </MeProvider>
  );
}

function Framed() {
  return (
    <Frame>
      <Suspense fallback={<Waiting error={null} retry={() => undefined} />}>
        <Switch>
          <Route path="/worklists/:list">{({ list }) => <Worklist key={list} list={list} />}</Route>
          <Route path="/register" component={Register} />
          <Route path="/requesters/:id">{({ id }) => <Requester key={id} id={id} />}</Route>
          <Route path="/requesters" component={Requesters} />
          <Route path="/overview" component={Overview} />
          <Route path="/live" component={Live} />
          <Route path="/desk" component={Desk} />
          <Route path="/contacts/:id">{({ id }) => <Contact key={id} id={id} />}</Route>
          <Route path="/contacts" component={Contacts} />
          <Route path="/callbacks" component={Callbacks} />
          <Route path="/queues" component={Queues} />
          <Route path="/admin" nest component={Admin} />
          <Route path="/tickets/:number">{({ number }) => <Ticket key={number} number={number} />}</Route>
          <Route component={Landing} />
        </Switch>
      </Suspense>
    </Frame>
  );
}

/** Where one's day begins; whose roles have no page here is told so. */
function Landing() {
  const { t } = useWords();
  const landing = landingOf(useMe().roles);
  if (landing) return <Redirect to={landing} replace />;
  return <Box variant="h1">{t("nothing-here")}</Box>;
}
