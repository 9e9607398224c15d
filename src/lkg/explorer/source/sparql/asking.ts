// Asks the SPARQL service, and takes no part of an answer for the whole.

import { reach, sentence } from "../api/client";
import { words } from "../words";

export interface Value {
  type: "uri" | "literal" | "bnode";
  value: string;
  datatype?: string;
  language?: string;
}

export interface Found {
  columns: string[];
  rows: (Value | undefined)[][];
  /** the answer to ASK */
  truth?: boolean;
}

/** A query that the service cannot read, with the place of the fault where it is known. */
export class BadQuery extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";

export async function ask(query: string, lens: string, signal: AbortSignal): Promise<Found> {
  const address = lens ? `/sparql?${new URLSearchParams({ lens })}` : "/sparql";
  const headers = { "content-type": "application/sparql-query", accept: ACCEPT };
  const response = await reach(address, { method: "POST", headers, body: query, signal });
  if (!response.ok) throw fault(await sentence(response));
  const text = await whole(response, signal);
  return response.headers.get("content-type")?.includes("json") ? fromJson(text) : fromTriples(text);
}

/** All of the body: a connection that ends early rejects, and then nothing is shown. */
async function whole(response: Response, signal: AbortSignal): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error(words.truncated, { cause: error });
  }
}

export function fault(message: string): Error {
  const place = /line (\d+), column (\d+)/i.exec(message) ?? /(\d+):(\d+)/.exec(message);
  return place ? new BadQuery(message, Number(place[1]), Number(place[2])) : new Error(message);
}

interface Results {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, { type: string; value: string; datatype?: string; "xml:lang"?: string }>[] };
}

function fromJson(text: string): Found {
  let parsed: Results;
  try {
    parsed = JSON.parse(text) as Results;
  } catch (error) {
    throw new Error(words.truncated, { cause: error });
  }
  const columns = parsed.head.vars ?? [];
  const rows = (parsed.results?.bindings ?? []).map((binding) => columns.map((column) => binding[column] && asValue(binding[column])));
  return { columns, rows, ...(parsed.boolean === undefined ? {} : { truth: parsed.boolean }) };
}

function asValue(found: { type: string; value: string; datatype?: string; "xml:lang"?: string }): Value {
  const type = found.type === "uri" || found.type === "bnode" ? found.type : "literal";
  return { type, value: found.value, ...(found.datatype ? { datatype: found.datatype } : {}), ...(found["xml:lang"] ? { language: found["xml:lang"] } : {}) };
}

const TERM = String.raw`<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?`;
const TRIPLE = new RegExp(String.raw`^(?:${TERM})\s+(?:${TERM})\s+(?:${TERM})\s*\.\s*$`);

/** N-Triples, one a line, as the rows of a table. */
export function fromTriples(text: string): Found {
  const rows = text.split("\n").map((line) => TRIPLE.exec(line.trim())).filter((found) => found !== null)
    .map((found) => [0, 5, 10].map((at) => term(found.slice(at + 1, at + 6))));
  return { columns: ["subject", "predicate", "object"], rows };
}

function term([iri, blank, text, datatype, language]: (string | undefined)[]): Value {
  if (iri !== undefined) return { type: "uri", value: iri };
  if (blank !== undefined) return { type: "bnode", value: blank };
  return { type: "literal", value: unescaped(text ?? ""), ...(datatype ? { datatype } : {}), ...(language ? { language } : {}) };
}

function unescaped(text: string): string {
  const plain: Record<string, string> = { n: "\n", t: "\t", r: "\r" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four: string, eight: string, one: string) =>
    four || eight ? String.fromCodePoint(parseInt(four ?? eight, 16)) : (plain[one] ?? one));
}

export function isNumber(value: Value | undefined): boolean {
  return value?.type === "literal" && value.value.trim() !== "" && Number.isFinite(Number(value.value));
}
