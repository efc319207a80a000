/**
 * The part of Amazon Connect Streams that is used here, as its own description has it (amazon-connect-streams,
 * src/index.d.ts): the global `connect`. On the laptop local/telephone.py answers with the same.
 */
export interface Callbacks<T = unknown> {
  success?: (answer: T) => void;
  failure?: (why: unknown) => void;
}

export interface StreamsEndpoint {
  endpointARN?: string | null;
  endpointId?: string | null;
  type: "phone_number" | "agent" | "queue";
  name?: string | null;
  phoneNumber?: string | null;
}

export type ConnectionState =
  "init" | "connecting" | "connected" | "hold" | "disconnected" | "silent_monitor" | "barge";

export interface StreamsConnection {
  getConnectionId(): string;
  getEndpoint(): StreamsEndpoint | null;
  getType(): "agent" | "inbound" | "outbound" | "monitoring";
  getState(): { type: ConnectionState };
  isInitialConnection(): boolean;
  hold(callbacks?: Callbacks): void;
  resume(callbacks?: Callbacks): void;
  destroy(callbacks?: Callbacks): void;
  sendDigits(digits: string, callbacks?: Callbacks): void;
}

export type ContactState =
  "init" | "incoming" | "pending" | "connecting" | "connected" | "missed" | "rejected" | "error" | "ended" | "paused";

export interface StreamsContact {
  getContactId(): string;
  getType(): string;
  getState(): { type: ContactState };
  getStateDuration(): number;
  getQueue(): { name?: string | null } | null;
  getAttributes(): Record<string, { name: string; value: string }>;
  getConnections(): StreamsConnection[];
  getInitialConnection(): StreamsConnection | null;
  getAgentConnection(): StreamsConnection | null;
  isInbound(): boolean;
  accept(callbacks?: Callbacks): void;
  reject(callbacks?: Callbacks): void;
  clear(callbacks?: Callbacks): void;
  addConnection(endpoint: StreamsEndpoint, callbacks?: Callbacks): void;
  toggleActiveConnections(callbacks?: Callbacks): void;
  conferenceConnections(callbacks?: Callbacks): void;
  silentMonitor(callbacks?: Callbacks): void;
  bargeIn(callbacks?: Callbacks): void;
}

export interface Endpoints {
  addresses?: StreamsEndpoint[];
  endpoints?: StreamsEndpoint[];
}

export interface StreamsAgent {
  onRefresh(callback: () => void): void;
  onMuteToggle(callback: (told: { muted: boolean }) => void): void;
  getContacts(): StreamsContact[];
  getAllQueueARNs(): string[];
  getRoutingProfile(): { queues: { name: string | null; queueARN: string }[] };
  getEndpoints(queues: string[], callbacks: Callbacks<Endpoints>): void;
  connect(endpoint: StreamsEndpoint, options?: Callbacks & { queueARN?: string }): void;
  mute(): void;
  unmute(): void;
}

export interface InitOptions {
  ccpUrl: string;
  region?: string;
  loginPopup?: boolean;
  loginPopupAutoClose?: boolean;
  iframeTitle?: string;
  softphone?: { allowFramedSoftphone?: boolean };
}

export interface Streams {
  core: {
    initCCP(container: HTMLElement, options: InitOptions): void;
    onInitialized?(callback: () => void): void;
    onAuthFail?(callback: () => void): void;
    onAccessDenied?(callback: () => void): void;
    onIframeRetriesExhausted?(callback: () => void): void;
    terminate?(): void;
  };
  agent(callback: (agent: StreamsAgent) => void): void;
  contact(callback: (contact: StreamsContact) => void): void;
  Endpoint: { byPhoneNumber(number: string): StreamsEndpoint };
}
