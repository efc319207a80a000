import "./admin.css";
import { lazy } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Calendar, Calendars } from "./Calendars";
import { Categories, CategoryPage } from "./Categories";
import { ClosuresImport } from "./ClosuresImport";
import {
  ChannelPage,
  Channels,
  DirectoratePage,
  Directorates,
  PartnerPage,
  Partners,
  SectionPage,
  Sections,
} from "./Places";
import { Policies, PolicyPage } from "./Policies";
import { MessagePage, Messages } from "./Messages";
import { RegionPage, Regions } from "./Regions";
import { Replies, ReplyPage } from "./Replies";
import { Settings } from "./Settings";
import { Absences, Staff, StaffPage } from "./Staff";
import { StaffImport } from "./StaffImport";
import { SwitchboardPage } from "./switchboard/SwitchboardPage";
import { Subscribers } from "./Subscribers";

const Year = lazy(() => import("./Year"));

/** What a body sets of itself; a part of the console that is loaded when somebody goes there. */
export default function Admin() {
  return (
    <Switch>
      <Route path="/calendars" component={Calendars} />
      <Route path="/calendars/:code/year">{({ code }) => <Year key={code} code={code} />}</Route>
      <Route path="/calendars/:code/import">{({ code }) => <ClosuresImport key={code} code={code} />}</Route>
      <Route path="/calendars/:code">{({ code }) => <Calendar key={code} code={code} />}</Route>
      <Route path="/policies" component={Policies} />
      <Route path="/policies/:code">{({ code }) => <PolicyPage key={code} code={code} />}</Route>
      <Route path="/staff" component={Staff} />
      <Route path="/staff-import" component={StaffImport} />
      <Route path="/staff/:code/absences">{({ code }) => <Absences key={code} username={code} />}</Route>
      <Route path="/staff/:code">{({ code }) => <StaffPage key={code} code={code} />}</Route>
      <Route path="/categories" component={Categories} />
      <Route path="/categories/:code">{({ code }) => <CategoryPage key={code} code={code} />}</Route>
      <Route path="/sections" component={Sections} />
      <Route path="/sections/:code">{({ code }) => <SectionPage key={code} code={code} />}</Route>
      <Route path="/directorates" component={Directorates} />
      <Route path="/directorates/:code">{({ code }) => <DirectoratePage key={code} code={code} />}</Route>
      <Route path="/partners" component={Partners} />
      <Route path="/partners/:code">{({ code }) => <PartnerPage key={code} code={code} />}</Route>
      <Route path="/channels" component={Channels} />
      <Route path="/channels/:code">{({ code }) => <ChannelPage key={code} code={code} />}</Route>
      <Route path="/regions" component={Regions} />
      <Route path="/regions/:code">{({ code }) => <RegionPage key={code} code={code} />}</Route>
      <Route path="/messages" component={Messages} />
      <Route path="/messages/:id">{({ id }) => <MessagePage key={id} id={id} />}</Route>
      <Route path="/replies" component={Replies} />
      <Route path="/replies/:code">{({ code }) => <ReplyPage key={code} code={code} />}</Route>
      <Route path="/switchboard" component={SwitchboardPage} />
      <Route path="/subscribers" component={Subscribers} />
      <Route path="/settings">
        <Settings part="body" />
      </Route>
      <Route path="/rules">
        <Settings key="rules" part="rules" />
      </Route>
      <Route>
        <Redirect to="/calendars" replace />
      </Route>
    </Switch>
  );
}
