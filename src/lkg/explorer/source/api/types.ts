// What the server answers, word for word as it sends it.

export type Sign = 1 | -1 | 0;
export type Receipt = Record<string, unknown> | null;

export interface Named {
  name: string;
  label: string;
}

export interface Kind extends Named {
  group: string;
}

export interface Relation extends Named {
  inverse: string;
  family: string;
  polarity: Sign;
  definition: string;
  temporality?: string;
}

export interface Publication {
  id: string;
  publisher: string;
  title: string;
  reliability: string;
}

export interface Term {
  name: string;
  kind: "class" | "property" | "prefix";
  definition: string;
}

export interface About {
  title: string;
  version: string;
  digest: string;
  claims: number;
  actors: number;
  sources: number;
  ego: string | null;
  lens: string;
  lenses: { name: string; title: string; words: string }[];
  kinds: Kind[];
  families: Named[];
  relations: Relation[];
  measures: Named[];
  publications: Publication[];
  span: { first: string; last: string };
  terms: Term[];
  prefixes: Record<string, string>;
  limits: { seconds: number; rows: number };
  /** whether those who know the server's token may write */
  writes: boolean;
}

export interface Found {
  id: string;
  label: string;
  kind: string;
  group: string;
  name: string;
}

export interface FamilyCount extends Named {
  ties: number;
  partners: number;
  claims: number;
}

export interface YearCount {
  year: string;
  pos: number;
  neg: number;
  neutral: number;
}

export interface Actor {
  id: string;
  label: string;
  kind: string;
  group: string;
  iri: string;
  aliases: { name: string; lang: string }[];
  role: string;
  scope: string;
  contested: string | boolean;
  wikidata: string;
  families: FamilyCount[];
  years: YearCount[];
  sources: { id: string; publisher: string; title: string; claims: number }[];
}

export interface NetworkNode {
  id: string;
  label: string;
  kind: string;
  group: string;
  x: number;
  y: number;
  rank: number;
  /** the radius of its mark in points */
  size: number;
  contested: boolean;
  ego: boolean;
}

export interface NetworkTie {
  id: string;
  source: string;
  target: string;
  relation: string;
  label: string;
  sign: Sign;
  weight: number;
  probability: number;
  claims: number;
  voices: number;
  first: string;
  last: string;
  contested: boolean;
  alleged: boolean;
  uncited: boolean;
  symmetric: boolean;
  via: string;
}

export interface Network {
  lens: Record<string, unknown>;
  words: string;
  heading: string;
  about: string;
  size: { actors: number; ties: number };
  note: string;
  /** whether places are a first draft; the final ones are asked for apart */
  draft: boolean;
  nodes: NetworkNode[];
  ties: NetworkTie[];
  receipt: Receipt;
}

export interface Source {
  id: string;
  title: string;
  publisher: string;
  published: string;
  url: string;
  archived: string;
  reliability: string;
}

export interface Dispute {
  by: string;
  type: string;
  nature: string;
  text: string;
}

export interface Claim {
  id: string;
  text: string;
  when: string;
  words: string;
  modality: string;
  source: Source;
  claimant: string;
  credibility: string;
  probability: number | null;
  contested: boolean;
  disputes: Dispute[];
  passage: { start: number; end: number } | null;
  note: string;
  uncited: boolean;
}

export interface Positions {
  positions: Record<string, [number, number]>;
}

export interface Tie {
  id: string;
  source: string;
  target: string;
  relation: string;
  label: string;
  sign: Sign;
  claims: Claim[];
}

export interface Hop {
  from: string;
  to: string;
  from_label: string;
  to_label: string;
  direction: "forward" | "backward" | "both";
  probability: number;
  claims: HopClaim[];
}

export interface HopClaim extends Claim {
  direction: "forward" | "backward" | "both";
}

export interface Path {
  words: string;
  /** the joint probability in words, or why there is none */
  sureness: string;
  hops: Hop[];
}

export interface Paths {
  paths: Path[];
  message: string;
  receipt: Receipt;
}

export interface RankRow {
  actor: string;
  label: string;
  value: number;
  value_low: number | null;
  value_high: number | null;
  rank: number;
  rank_low: number | null;
  rank_high: number | null;
  first: number | null;
  tied_with: string[];
}

export interface Ranking {
  title: string;
  words: string;
  notes: string[];
  rows: RankRow[];
  receipt: Receipt;
}

export interface Parameter {
  name: string;
  type: string;
  description: string;
  default: string | null;
}

export interface Question {
  name: string;
  title: string;
  text: string;
  parameters: Parameter[];
}

export type Cell = { value: string; label: string; iri: string } | null;

export interface Answer {
  columns: string[];
  rows: Cell[][];
  note: string;
  text: string;
}

export interface Match {
  actor: string;
  other: string;
  label: string;
  other_label: string;
  score: number;
  reasons: string;
  parts: { words: string; points: number }[];
}

export interface PairSide {
  id: string;
  label: string;
  kind: string;
  group: string;
  country: string;
  wikidata: string;
  role: string;
  names: string[];
  claims: number;
  samples: { id: string; text: string; when: string; publisher: string }[];
}

export interface Pair {
  actor: PairSide;
  other: PairSide;
  /** which of the two is kept where nobody says */
  kept: string;
  /** whether other judgements made them one already */
  as_one: boolean;
}

export interface Judgement {
  id: string;
  actors: string[];
  labels: string[];
  judgement: Verdict;
  kept: string | null;
  reason: string;
  by: string;
  on: string;
  withdrawn: { on: string; by: string; reason: string } | null;
}

export type Verdict = "same" | "not same" | "unsure";

/** A proposal as a row of the review file: column → text. */
export type Row = Record<string, string>;

/** What was found in a text; positions count code points. */
export interface Coding {
  about: Record<string, string>;
  body: number;
  advice: string[];
  mentions: { start: number; end: number; actor: string }[];
  dates: { start: number; end: number; when: string }[];
  amounts: { start: number; end: number; amount: string }[];
  labels: Record<string, string>;
  columns: string[];
  rows: Row[];
  /** why accepted claims cannot be written on this server; empty where they can */
  refusal: string;
}

export interface Taken {
  words: string;
  added: string[];
  changed: string[];
  saved: string;
}
