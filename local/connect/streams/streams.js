/*
 * Amazon Connect Streams on this machine: the same global `connect`, the part of it that a softphone needs, in front of
 * the engine (/telephone/...) instead of a control panel in a frame. Names and callbacks as amazon-connect-streams has
 * them (src/index.d.ts); who signs in is told by the panel's address: `ccpUrl: ".../ccp?agent=<user name>"`.
 */
(function (root) {
  "use strict";

  const AgentStateType = { INIT: "init", ROUTABLE: "routable", NOT_ROUTABLE: "not_routable", OFFLINE: "offline", SYSTEM: "system", ERROR: "error" };
  const ContactStateType = { INIT: "init", INCOMING: "incoming", PENDING: "pending", CONNECTING: "connecting", CONNECTED: "connected", MISSED: "missed", REJECTED: "rejected", ERROR: "error", ENDED: "ended", PAUSED: "paused" };
  const ConnectionStateType = { INIT: "init", CONNECTING: "connecting", CONNECTED: "connected", HOLD: "hold", DISCONNECTED: "disconnected", SILENT_MONITOR: "silent_monitor", BARGE: "barge" };
  const ConnectionType = { AGENT: "agent", INBOUND: "inbound", OUTBOUND: "outbound", MONITORING: "monitoring" };
  const ContactType = { VOICE: "voice", QUEUE_CALLBACK: "queue_callback", CHAT: "chat", TASK: "task", EMAIL: "email" };
  const EndpointType = { PHONE_NUMBER: "phone_number", AGENT: "agent", QUEUE: "queue" };
  const EVENTS = ["Refresh", "Incoming", "Pending", "Connecting", "Accepted", "Missed", "Connected", "ACW", "Ended", "Destroy", "Error"];
  const AGENT_EVENTS = ["Refresh", "StateChange", "Routable", "NotRoutable", "Offline", "Error", "AfterCallWork", "ContactPending", "MuteToggle", "EnqueuedNextState", "SoftphoneError"];

  /* What is heard, by whom: a listener that fails holds no other back. */
  class Bell {
    constructor() { this.listeners = new Map(); }
    on(event, listener) {
      if (!this.listeners.has(event)) this.listeners.set(event, new Set());
      this.listeners.get(event).add(listener);
      return { unsubscribe: () => this.listeners.get(event).delete(listener) };
    }
    ring(event, ...told) {
      for (const listener of [...(this.listeners.get(event) || [])]) {
        try { listener(...told); } catch (error) { root.console.error("a listener of the softphone failed", error); }
      }
    }
    clear() { this.listeners.clear(); }
  }

  class Endpoint {
    constructor(told) {
      this.endpointARN = told.endpointARN || null;
      this.endpointId = told.endpointId || null;
      this.type = told.type;
      this.name = told.name || null;
      this.phoneNumber = told.phoneNumber || null;
      this.agentLogin = told.agentLogin || null;
      this.queue = told.queue || null;
    }
    stripPhoneNumber() { return this.phoneNumber ? this.phoneNumber.replace(/^sip:([^@]*)@.*/, "$1") : ""; }
    static byPhoneNumber(number, name) {
      return new Endpoint({ type: EndpointType.PHONE_NUMBER, phoneNumber: number, name });
    }
  }

  class Connection {
    constructor(link, contactId, told) { Object.assign(this, { link, contactId, connectionId: told.id }); this.told = told; }
    now() {
      const contact = this.link.told(this.contactId);
      const found = contact && contact.connections.find((each) => each.id === this.connectionId);
      return found || { ...this.told, state: ConnectionStateType.DISCONNECTED };
    }
    getContactId() { return this.contactId; }
    getConnectionId() { return this.connectionId; }
    getType() { return this.now().type; }
    getState() { return { type: this.now().state, duration: this.getStateDuration() }; }
    getStatus() { return this.getState(); }
    getStateDuration() { return this.link.since(this.link.told(this.contactId)); }
    getStatusDuration() { return this.getStateDuration(); }
    getEndpoint() {
      const { type, number, name } = this.now();
      return new Endpoint({ type: type === ConnectionType.AGENT ? EndpointType.AGENT : EndpointType.PHONE_NUMBER, phoneNumber: number, name });
    }
    getAddress() { return this.getEndpoint(); }
    isInitialConnection() { return this.now().initial; }
    isActive() { return !["init", "disconnected"].includes(this.now().state); }
    isConnected() { return ["connected", "silent_monitor", "barge"].includes(this.now().state); }
    isConnecting() { return this.now().state === ConnectionStateType.CONNECTING; }
    isOnHold() { return this.now().state === ConnectionStateType.HOLD; }
    isMute() { return this.now().type === ConnectionType.AGENT && this.link.shown.agent.muted; }
    getMonitorInfo() { return this.now().type === ConnectionType.MONITORING ? { joinTime: null } : null; }
    hold(then) { this.ask("hold", then); }
    resume(then) { this.ask("resume", then); }
    destroy(then) { this.ask("hang_up", then); }
    isSilentMonitor() { return this.now().state === ConnectionStateType.SILENT_MONITOR; }
    isBarge() { return this.now().state === ConnectionStateType.BARGE; }
    sendDigits(digits, then) { this.link.ask("keys", { contact: this.contactId, party: this.connectionId, keys: digits }, then); }
    ask(verb, then) {
      const party = this.now().type === ConnectionType.AGENT ? undefined : this.connectionId;
      this.link.ask(verb, { contact: this.contactId, party }, then);
    }
  }

  class VoiceConnection extends Connection {
    getMediaType() { return "softphone"; }
    getMediaInfo() { return null; }
    getMediaController() { return Promise.resolve(null); }
    muteParticipant(then) { this.link.ask("mute", { contact: this.contactId, on: true }, then); }
    unmuteParticipant(then) { this.link.ask("mute", { contact: this.contactId, on: false }, then); }
  }

  class Contact {
    constructor(link, contactId) { Object.assign(this, { link, contactId }); }
    now() { return this.link.told(this.contactId) || this.link.last.get(this.contactId); }
    getContactId() { return this.contactId; }
    getInitialContactId() { return this.now().initial; }
    getOriginalContactId() { return this.now().initial; }
    getType() { return this.now().type; }
    getContactSubtype() { return null; }
    getState() { return { type: this.now().state, duration: this.getStateDuration() }; }
    getStatus() { return this.getState(); }
    getStateDuration() { return this.link.since(this.now()); }
    getStatusDuration() { return this.getStateDuration(); }
    getQueue() { const { queue } = this.now(); return queue ? { name: queue.name, queueARN: queue.arn, queueId: queue.arn } : null; }
    getQueueTimestamp() { const at = this.now().queued_at; return at ? new Date(at * 1000) : null; }
    getConnections() { return this.now().connections.map((told) => new VoiceConnection(this.link, this.contactId, told)); }
    getInitialConnection() { return this.getConnections().find((each) => each.isInitialConnection()) || null; }
    getActiveInitialConnection() { const found = this.getInitialConnection(); return found && found.isActive() ? found : null; }
    getThirdPartyConnections() { return this.getConnections().filter((each) => !each.isInitialConnection() && each.getType() === ConnectionType.OUTBOUND); }
    getSingleActiveThirdPartyConnection() { return this.getThirdPartyConnections().find((each) => each.isActive()) || null; }
    getAgentConnection() { return this.getConnections().find((each) => [ConnectionType.AGENT, ConnectionType.MONITORING].includes(each.getType())) || null; }
    getMonitorConnections() { return this.getConnections().filter((each) => each.getType() === ConnectionType.MONITORING); }
    getAttributes() {
      return Object.fromEntries(Object.entries(this.now().attributes).map(([name, value]) => [name, { name, value }]));
    }
    getReferences() { return {}; }
    getName() { return this.now().name || ""; }
    getDescription() { return this.now().description || ""; }
    getInitiationMethod() { return this.now().method; }
    getCustomerEndpoint() { return { type: "TELEPHONE_NUMBER", value: this.now().number, displayName: null }; }
    getChannelContext() { return null; }
    getContactFeatures() { return {}; }
    isInbound() { return this.now().inbound; }
    isConnected() { return this.now().state === ContactStateType.CONNECTED; }
    isSoftphoneCall() { return ["voice", "queue_callback"].includes(this.getType()); }
    isMultiPartyConferenceEnabled() { return true; }
    accept(then) { this.ask("accept", {}, then); }
    reject(then) { this.ask("reject", {}, then); }
    clear(then) { this.ask("clear", {}, then); }
    complete(then) { this.clear(then); }
    destroy(then) { this.ask("hang_up", {}, then); }
    notifyIssue(_code, _text, then) { if (then && then.success) then.success(); }
    addConnection(endpoint, then) { this.ask("transfer", { to: target(endpoint) }, then); }
    transfer(endpoint, then) { this.ask("transfer", { to: target(endpoint), blind: true }, then); }
    toggleActiveConnections(then) { this.ask("swap", {}, then); }
    conferenceConnections(then) { this.ask("conference", {}, then); }
    silentMonitor(then) { this.ask("speak", { on: false }, then); }
    bargeIn(then) { this.ask("speak", { on: true }, then); }
    isUnderSupervision() { return this.getMonitorConnections().some((each) => each.isBarge()); }
    toSnapshot() { return new ContactSnapshot(this.link, this.contactId, this.now()); }
    ask(verb, asked, then) { this.link.ask(verb, { contact: this.contactId, ...asked }, then); }
    on(event, listener) { return this.link.bell.on(this.contactId + ":" + event, listener); }
  }
  for (const event of EVENTS) Contact.prototype["on" + event] = function (listener) { return this.on(event, listener); };

  /* A contact as it stood once. */
  class ContactSnapshot extends Contact {
    constructor(link, contactId, told) { super(link, contactId); this.kept = told; }
    now() { return this.kept; }
  }

  class Agent {
    constructor(link) { this.link = link; }
    now() { return this.link.shown.agent; }
    getName() { return this.now().name; }
    getAgentARN() { return this.now().arn; }
    getState() { const { name, type, arn } = this.now().state; return { name, type, agentStateARN: arn, duration: this.getStateDuration() }; }
    getStatus() { return this.getState(); }
    getAvailabilityState() { return { state: this.now().state.name, timestamp: new Date(Date.now() - this.getStateDuration()) }; }
    getNextState() { const next = this.now().next; return next ? { name: next.name, type: next.type, agentStateARN: next.arn } : null; }
    getStateDuration() { return this.link.since(this.now().state); }
    getStatusDuration() { return this.getStateDuration(); }
    getAgentStates() { return this.now().states.map(({ name, type, arn }) => ({ name, type, agentStateARN: arn })); }
    getPermissions() { return []; }
    getConfiguration() {
      const { name, username, profile } = this.now();
      return { name, username, agentStates: this.getAgentStates(), routingProfile: this.getRoutingProfile(), softphoneEnabled: true,
        extension: null, permissions: [], dialableCountries: [], agentPreferences: {}, concurrency: profile ? profile.concurrency : {} };
    }
    getRoutingProfile() {
      const { profile } = this.now();
      if (!profile) return null;
      const queues = profile.queues.map(({ arn, name }) => ({ queueARN: arn, queueId: arn, name }));
      return { name: profile.name, routingProfileARN: profile.arn, queues, defaultOutboundQueue: queues[0] || null, channelConcurrencyMap: profile.concurrency };
    }
    getChannelConcurrency(channel) {
      const all = this.now().profile ? this.now().profile.concurrency : {};
      return channel ? all[channel] || 0 : all;
    }
    getExtension() { return null; }
    getDialableCountries() { return []; }
    isSoftphoneEnabled() { return true; }
    getAllQueueARNs() { return this.now().profile ? this.now().profile.queues.map(({ arn }) => arn) : []; }
    getEndpoints(queues, then) {
      const asked = [].concat(queues || []).map((arn) => "queue=" + encodeURIComponent(arn)).join("&");
      this.link.get("/endpoints?" + asked).then(
        ({ items }) => { const found = items.map((told) => new Endpoint(told)); then.success && then.success({ endpoints: found, addresses: found }); },
        (why) => then.failure && then.failure(String(why.message)),
      );
    }
    getAddresses(queues, then) { this.getEndpoints(queues, then); }
    getContacts(type) {
      return this.link.shown.contacts.filter((each) => !type || each.type === type).map(({ id }) => new Contact(this.link, id));
    }
    setState(state, then) { this.link.ask("status", { status: state.name }, then); }
    setStatus(state, then) { this.setState(state, then); }
    connect(endpoint, options) {
      this.link.ask("dial", { number: target(endpoint), queue: options && options.queueARN }, options);
    }
    mute() { this.link.ask("mute", { on: true }); }
    unmute() { this.link.ask("mute", { on: false }); }
    toSnapshot() { return Object.assign(new Agent(this.link), { kept: this.now(), now() { return this.kept; } }); }
    on(event, listener) { return this.link.bell.on("agent:" + event, listener); }
  }
  for (const event of AGENT_EVENTS) Agent.prototype["on" + event] = function (listener) { return this.on(event, listener); };

  /* The way to the engine: what it shows comes as events of the server, what is asked goes as requests. */
  class Link {
    constructor(base, username) {
      Object.assign(this, { base, username, bell: new Bell(), last: new Map(), shown: null, at: 0, failures: 0 });
      this.url = base + "/agents/" + encodeURIComponent(username);
    }
    open() {
      this.ask("sign_in", {}, { failure: (why) => ring("AuthFail", why) });
      this.source = new root.EventSource(this.url + "/events");
      this.source.onmessage = ({ data }) => { this.failures = 0; this.show(JSON.parse(data)); };
      this.source.onerror = () => { this.failures += 1; if (this.failures === 6) ring("IframeRetriesExhausted"); };
    }
    close() { if (this.source) this.source.close(); this.bell.clear(); }
    told(contactId) { return this.shown && this.shown.contacts.find(({ id }) => id === contactId); }
    since(told) { return told ? told.milliseconds + Date.now() - this.at : 0; }

    get(path) {
      return root.fetch(this.url + path).then((answer) => answer.json().then((told) => { if (!answer.ok) throw new Error(told.detail); return told; }));
    }
    ask(verb, asked, then = {}) {
      const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked) };
      root.fetch(this.url + "/" + verb, request)
        .then((answer) => answer.json().then((told) => { if (!answer.ok) throw new Error(told.detail); return told; }))
        .then((told) => then && then.success && then.success(told), (why) => then && then.failure && then.failure(String(why.message)));
    }

    show(shown) {
      const before = this.shown;
      this.shown = shown;
      this.at = Date.now();
      for (const told of shown.contacts) this.last.set(told.id, told);
      if (!before) signedIn(this);
      this.tellContacts(before ? before.contacts : []);
      this.tellAgent(before && before.agent);
    }
    tellContacts(before) {
      for (const told of this.shown.contacts) {
        const old = before.find(({ id }) => id === told.id);
        const contact = new Contact(this, told.id);
        if (!old) for (const listener of world.contacts) call(listener, contact);
        if (!old || JSON.stringify(old) !== JSON.stringify(told)) {
          if (!old || old.state !== told.state) this.tellState(told, contact);
          if (old && !old.accepted && told.accepted && told.state !== ContactStateType.ENDED) this.bell.ring(told.id + ":Accepted", contact);
          this.bell.ring(told.id + ":Refresh", contact);
        }
      }
      for (const old of before) {
        if (!this.told(old.id)) this.bell.ring(old.id + ":Destroy", new Contact(this, old.id));
      }
      for (const id of [...this.last.keys()]) if (!this.told(id) && this.last.size > 100) this.last.delete(id);
    }
    tellState(told, contact) {
      const events = { incoming: ["Incoming"], pending: ["Pending"], connecting: ["Connecting"], connected: ["Connected"],
        missed: ["Missed"], rejected: ["Missed"], ended: ["ACW", "Ended"], error: ["Error"] };
      for (const event of events[told.state] || []) this.bell.ring(told.id + ":" + event, contact);
    }
    tellAgent(before) {
      const agent = new Agent(this), now = this.shown.agent;
      if (before && before.muted !== now.muted) this.bell.ring("agent:MuteToggle", { muted: now.muted });
      if (before && before.state.name !== now.state.name) {
        this.bell.ring("agent:StateChange", { agent, oldState: before.state.name, newState: now.state.name });
      }
      if (!before || before.state.name !== now.state.name) {
        const event = { routable: "Routable", not_routable: "NotRoutable", offline: "Offline", error: "Error" }[now.state.type];
        if (event) this.bell.ring("agent:" + event, agent);
      }
      if (now.next && (!before || !before.next || before.next.name !== now.next.name)) this.bell.ring("agent:EnqueuedNextState", agent);
      this.bell.ring("agent:Refresh", agent);
    }
  }

  const world = { link: null, agents: new Set(), contacts: new Set(), core: new Bell() };
  const ring = (event, ...told) => world.core.ring(event, ...told);

  function call(listener, told) {
    try { listener(told); } catch (error) { root.console.error("a listener of the softphone failed", error); }
  }

  function signedIn(link) {
    ring("Initialized");
    for (const listener of world.agents) call(listener, new Agent(link));
  }

  /* What the engine takes for somebody to call: a quick connect's ARN, or a number. */
  function target(endpoint) { return endpoint.endpointARN || endpoint.phoneNumber || endpoint.name; }

  function agentOf(address) {
    const found = new URL(address, root.location.href);
    return { username: found.searchParams.get("agent") || "", base: found.pathname.replace(/\/ccp$/, "") };
  }

  const core = {
    initialized: false,
    /* Nothing stands in the container: the engine has no panel of its own, and a console draws its own anyway. */
    initCCP(_container, options) {
      if (world.link) return;
      const { username, base } = agentOf(options.ccpUrl);
      if (!username) throw new Error("ccpUrl names no agent: /_local/telephone/ccp?agent=<user name>");
      world.link = new Link(base, username);
      core.initialized = true;
      world.link.open();
    },
    terminate() {
      if (world.link) world.link.close();
      Object.assign(world, { link: null });
      world.agents.clear();
      world.contacts.clear();
      world.core.clear();
      core.initialized = false;
    },
    onInitialized: (listener) => world.core.on("Initialized", listener),
    onAuthFail: (listener) => world.core.on("AuthFail", listener),
    onAccessDenied: (listener) => world.core.on("AccessDenied", listener),
    onAuthorizeSuccess: (listener) => world.core.on("Initialized", listener),
    onIframeRetriesExhausted: (listener) => world.core.on("IframeRetriesExhausted", listener),
    onSoftphoneSessionInit: (listener) => world.core.on("SoftphoneSessionInit", listener),
    viewContact: (contactId) => ring("ViewContact", { contactId }),
    onViewContact: (listener) => world.core.on("ViewContact", listener),
  };

  root.connect = {
    core,
    agent(listener) {
      world.agents.add(listener);
      if (world.link && world.link.shown) call(listener, new Agent(world.link));
      return { unsubscribe: () => world.agents.delete(listener) };
    },
    contact(listener) {
      world.contacts.add(listener);
      if (world.link && world.link.shown) for (const { id } of world.link.shown.contacts) call(listener, new Contact(world.link, id));
      return { unsubscribe: () => world.contacts.delete(listener) };
    },
    Endpoint, Address: Endpoint,
    AgentStateType, AgentStatusType: AgentStateType, ContactStateType, ContactStatusType: ContactStateType,
    ConnectionStateType, ConnectionStatusType: ConnectionStateType, ConnectionType, ContactType, EndpointType, AddressType: EndpointType,
    AgentAvailStates: { INIT: "Init", BUSY: "Busy", AFTER_CALL_WORK: "AfterCallWork", CALLING_CUSTOMER: "CallingCustomer", DIALING: "Dialing", JOINING: "Joining", PENDING_AVAILABLE: "PendingAvailable", PENDING_BUSY: "PendingBusy" },
  };
})(globalThis);
