// Asks the server; every failure is an Error whose message is a sentence for people.

import { words } from "../words";
import type { Sourced } from "../viewer/sourced";
import type { About, Actor, Answer, Found, Network, Paths, Positions, Question, Ranking, Tie } from "./types";

export type Query = URLSearchParams;

export async function sentence(response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  try {
    const body = JSON.parse(text) as { error?: string };
    if (body.error) return body.error;
  } catch {
    // not JSON: the text itself is the explanation
  }
  return text.slice(0, 600) || words.failed(response.status);
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const address = query && query.size ? `${path}?${query}` : path;
  const response = await reach(address, { headers: { accept: "application/json" }, signal: signal ?? null });
  if (!response.ok) throw new Error(await sentence(response));
  return (await response.json()) as T;
}

export async function reach(address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Error(words.unreachable, { cause: error });
  }
}

function plus(lens: Query, more: Record<string, string | string[]>): Query {
  const query = new URLSearchParams(lens);
  for (const [key, value] of Object.entries(more)) for (const each of [value].flat()) query.append(key, each);
  return query;
}

const early = new Map<string, Promise<Network>>();

/** Asks for a network before there is a page to draw it on: its server works while the page is made. */
export function askEarly(lens: Query): void {
  const asked = get<Network>("/api/network", lens);
  asked.catch(() => early.delete(String(lens)));
  early.set(String(lens), asked);
}

function network(lens: Query, signal?: AbortSignal): Promise<Network> {
  const asked = early.get(String(lens));
  early.clear();
  return asked ?? get<Network>("/api/network", lens, signal);
}

const part = encodeURIComponent;

export const api = {
  about: () => get<About>("/api/about"),
  find: (text: string, signal?: AbortSignal, limit = 12) =>
    get<{ actors: Found[] }>("/api/actors", new URLSearchParams({ q: text, limit: String(limit) }), signal),
  actor: (id: string, lens: Query, signal?: AbortSignal) => get<Actor>(`/api/actors/${part(id)}`, lens, signal),
  network,
  /** a network with the claims beneath its ties, but no name of the graph */
  sourced: (lens: Query, signal?: AbortSignal) => get<Sourced>("/api/network", plus(lens, { claims: "yes" }), signal),
  /** the page in which a network can be looked at without a server, with gaps to fill */
  viewer: async () => {
    const response = await reach("/static/viewer.html", {});
    if (!response.ok) throw new Error(await sentence(response));
    return response.text();
  },
  positions: (lens: Query, signal?: AbortSignal) => get<Positions>("/api/positions", lens, signal),
  tie: (id: string, lens: Query, signal?: AbortSignal) => get<Tie>("/api/tie", plus(lens, { id }), signal),
  paths: (asked: { from: string; to: string; via: string[]; k: string; by: string }, lens: Query) =>
    get<Paths>("/api/paths", plus(lens, asked)),
  rank: (by: string, draws: number, lens: Query) => get<Ranking>("/api/rank", plus(lens, { by, draws: String(draws) })),
  questions: () => get<{ questions: Question[] }>("/api/questions"),
  answer: (name: string, answers: Record<string, string>, lens: Query) =>
    get<Answer>(`/api/questions/${part(name)}`, plus(lens, answers)),
};

export function address(path: "figure" | "export", format: string, lens: Query): string {
  return `/api/${path}?${plus(lens, { format })}`;
}

export function aborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
