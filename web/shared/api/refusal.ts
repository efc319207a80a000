/** What is wrong with a field; `keys` are what a caller presses where a menu needs it. */
export interface Fault {
  field: string;
  reason: string;
  keys?: string;
}

/** A problem as the API tells it (RFC 9457); its `title` comes in the reader's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  fields?: Fault[];
  [fact: string]: unknown;
}

/** A call that was not answered as asked. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title || problem.type);
  }

  /** Make one of whatever came back; what is no problem (a proxy's page) becomes `unavailable`. */
  static of(body: unknown, status: number): Refusal {
    if (isProblem(body)) return new Refusal(body);
    return new Refusal({ type: "/problems/unavailable", title: "", status });
  }

  /** Make one of our own: fields that are empty, said at once, without a call. */
  static missing(...fields: string[]): Refusal {
    return Refusal.faulty(fields.map((field) => ({ field, reason: "missing" })));
  }

  static faulty(fields: Fault[]): Refusal {
    return new Refusal({ type: "/problems/invalid", title: "", status: 422, fields });
  }

  get code(): string {
    return this.problem.type.replace(/^.*\/problems\//, "");
  }

  get status(): number {
    return this.problem.status;
  }

  /** Whether the same call, sent again as it is, may well succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Return the reason of each faulty field, by its path (`requester.mobile`). */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.problem.fields ?? []).map(({ field, reason }) => [field, reason]));
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "type" in body && "status" in body;
}

/** Return a refusal for whatever was thrown; an error of our own program is not hidden as one. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}
