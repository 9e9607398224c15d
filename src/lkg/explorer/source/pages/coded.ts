// The text with what is known in it: names, dates and amounts marked, and the passage of the proposal at hand.

import type { Coding } from "../api/types";
import { h } from "../dom/element";
import { words } from "../words";
import type { Draft } from "./draft";

interface Mark {
  start: number;
  end: number;
  kind: "actor" | "date" | "amount";
  meaning: string;
}

export interface Coded {
  element: HTMLElement;
  /** marks the passage of a proposal and brings it into view */
  point: (draft: Draft) => void;
}

export function codedText(text: string, coding: Coding, drafts: Draft[], chosen: (draft: Draft) => void): Coded {
  // the server counts code points, and JavaScript halves of them
  const letters = Array.from(text);
  const passages = drafts.map((draft) => ({ draft, start: Number(draft.was.start), end: Number(draft.was.end) }));
  const pieces: { start: number; end: number; element: HTMLElement }[] = [];
  const region = h("div.coded", { tabindex: 0, role: "region", "aria-label": words.coded });
  const marks = marksOf(coding);
  const cuts = cutsOf(letters.length, [...marks, ...passages]);
  let at = 0;
  cuts.slice(0, -1).forEach((start, index) => {
    const end = cuts[index + 1] ?? start;
    while ((marks[at]?.end ?? Infinity) <= start) at += 1;
    const mark = (marks[at]?.start ?? Infinity) <= start ? marks[at] : undefined;
    const first = passages.find((passage) => passage.start <= start && end <= passage.end);
    const here = letters.slice(start, end).join("");
    if (!mark && !first) return region.append(here);
    const element = piece(here, mark);
    if (first) element.addEventListener("click", () => chosen(first.draft));
    pieces.push({ start, end, element });
    return region.append(element);
  });
  const point = (draft: Draft) => {
    const [start, end] = [Number(draft.was.start), Number(draft.was.end)];
    const inside = pieces.filter((each) => each.start >= start && each.end <= end);
    for (const { element } of pieces) element.classList.remove("here");
    for (const { element } of inside) element.classList.add("here");
    // only the text moves: on a telephone the reader stays with the proposal
    const top = inside[0]?.element.offsetTop ?? 0;
    region.scrollTop = top - region.clientHeight / 3;
  };
  return { element: region, point };
}

function piece(text: string, mark: Mark | undefined): HTMLElement {
  const title = mark && words.mark_of(words.marks[mark.kind] ?? mark.kind, mark.meaning);
  return h("span", { class: mark ? `known ${mark.kind}` : "", title }, text);
}

function marksOf({ mentions, dates, amounts, labels }: Coding): Mark[] {
  const found: Mark[] = [
    ...mentions.map(({ start, end, actor }) => ({ start, end, kind: "actor" as const, meaning: labels[actor] ?? actor })),
    ...dates.map(({ start, end, when }) => ({ start, end, kind: "date" as const, meaning: when })),
    ...amounts.map(({ start, end, amount }) => ({ start, end, kind: "amount" as const, meaning: amount })),
  ];
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

function cutsOf(length: number, stretches: { start: number; end: number }[]): number[] {
  const cuts = new Set([0, length, ...stretches.flatMap(({ start, end }) => [start, end])]);
  return [...cuts].filter((cut) => cut >= 0 && cut <= length).sort((one, other) => one - other);
}

/** What the marks look like, each with its word. */
export function markLegend(): HTMLElement {
  return h("p.fine.mark-legend", null, ["actor", "date", "amount"].map((kind) => h("span", { class: `known ${kind}` }, words.marks[kind])), h("span.here", null, words.marks.passage));
}
