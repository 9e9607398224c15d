// What is judged, proposed and taken over; writing sends the token, and a token that is refused is forgotten.

import { held, holdToken } from "../state/token";
import { words } from "../words";
import { get, reach } from "./client";
import type { Coding, Judgement, Match, Pair, Row, Taken, Verdict } from "./types";

export interface Fault {
  row: number;
  message: string;
}

/** A request that was refused, with the faults of each row where there are some. */
export class RefusedRequest extends Error {
  constructor(message: string, readonly faults: Fault[]) {
    super(message);
  }
}

async function send<T>(method: "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (held.token) headers.authorization = `Bearer ${held.token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  const response = await reach(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  if (response.ok) return (await response.json()) as T;
  if (response.status === 401) holdToken("");
  throw await refusal(response);
}

async function refusal(response: Response): Promise<RefusedRequest> {
  const text = await response.text().catch(() => "");
  try {
    const { error, faults } = JSON.parse(text) as { error?: string; faults?: Fault[] };
    return new RefusedRequest(error || words.failed(response.status), faults ?? []);
  } catch {
    return new RefusedRequest(words.failed(response.status), []);
  }
}

export interface Judged {
  actor: string;
  other: string;
  judgement: Verdict;
  reason: string;
  keep: string;
}

export const writing = {
  matches: (least: string) => get<{ matches: Match[] }>("/api/matches", new URLSearchParams({ least, judged: "no", limit: "1000" })),
  pairs: (matches: Match[]) => get<{ pairs: Pair[] }>("/api/pairs", new URLSearchParams(matches.flatMap(({ actor, other }) => [["actor", actor], ["other", other]]))),
  judgements: () => get<{ judgements: Judgement[] }>("/api/judgements"),
  judge: ({ keep, ...asked }: Judged) =>
    send<Judgement & { saved: string }>("POST", "/api/judgements", { ...asked, ...(asked.judgement === "same" ? { keep } : {}), ...(held.author ? { by: held.author } : {}) }),
  takeBack: (id: string) =>
    send<Judgement & { saved: string }>("DELETE", `/api/judgements/${encodeURIComponent(id)}${held.author ? `?${new URLSearchParams({ by: held.author })}` : ""}`),
  propose: (asked: Record<string, string>) => send<Coding>("POST", "/api/proposals", asked),
  takeOver: (text: string, rows: Row[]) => send<Taken>("POST", "/api/claims", { text, rows }),
};

/** Whether the server takes this token; any other failure is told. */
export async function isToken(given: string): Promise<boolean> {
  const response = await reach("/api/running", { headers: { accept: "application/json", authorization: `Bearer ${given}` } });
  if (response.ok || response.status === 401) return response.ok;
  throw await refusal(response);
}
