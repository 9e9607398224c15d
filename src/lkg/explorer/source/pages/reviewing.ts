// The proposals of one text: the text beside them, a decision on each, and the ways out: into the graph, or into a file.

import { RefusedRequest, writing } from "../api/writing";
import type { Coding } from "../api/types";
import type { Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { listenForToken } from "../state/token";
import { save } from "../take/saving";
import { words } from "../words";
import { mayWrite } from "./access";
import { codedText, markLegend } from "./coded";
import { decided, draftsOf, tallied, type Draft } from "./draft";
import { proposalCard, type Card } from "./proposal";
import { reviewFile } from "./review_file";

const SHOWN = 40;

export interface Reviewing {
  element: HTMLElement;
  heading: HTMLElement;
  /** whether there are decisions that are nowhere else yet */
  hasUnsaved: () => boolean;
}

export function reviewing(context: Context, text: string, coding: Coding): Reviewing {
  const drafts = draftsOf(coding);
  const cards: Card[] = [];
  const heading = h("h2", { tabindex: -1 }, coding.rows.length ? words.proposed(coding.rows.length) : words.none_proposed);
  const list = h("div.proposals");
  const more = h("div.acts");
  const tally = h("p.tally");
  const usual = h("select", { id: "usual-credibility" }, h("option", { value: "" }, words.credibility_choose), words.credibilities.map((label, at) => h("option", { value: String(at + 1) }, label)));
  const coded = codedText(text, coding, drafts, (draft) => meet(draft));
  let isSaved = true;

  const count = () => {
    const { accepted, rejected, waiting } = tallied(drafts);
    tally.textContent = words.tally(accepted, rejected, waiting);
  };
  const showTo = (number: number) => {
    while (cards.length < Math.min(number, drafts.length)) {
      const draft = drafts[cards.length] as Draft;
      const card = proposalCard(context, coding, draft, { met: coded.point, settled, usual: () => usual.value });
      cards.push(card);
      list.append(card.element);
    }
    const left = drafts.length - cards.length;
    replace(more, left > 0 && button(words.more_proposals(left), () => {
      showTo(number + SHOWN);
      cards[number]?.element.focus();
    }));
  };
  const meet = (draft: Draft) => {
    if (cards.length < draft.number) showTo(draft.number);
    cards[draft.number - 1]?.element.focus();
  };
  const settled = (draft: Draft, movesOn: boolean) => {
    isSaved = false;
    count();
    if (!movesOn) return;
    announce(`${words.decisions[draft.decision] ?? ""}. ${tally.textContent ?? ""}`);
    const next = drafts.slice(draft.number).find((each) => !each.decision);
    if (next) meet(next);
    else cards[draft.number - 1]?.element.focus();
  };
  const ways = waysOut(context, text, coding, drafts, {
    saved: () => { isSaved = true; },
    taken: () => cards.forEach((card) => { card.complain([]); card.refresh(); }),
    faulty: (faults) => {
      showTo(Math.max(...faults.map((fault) => fault.row)));
      cards.forEach((card, at) => card.complain(faults.filter((fault) => fault.row === at + 1).map((fault) => fault.message)));
      const [first] = faults;
      if (first) cards[first.row - 1]?.element.focus();
    },
  });
  showTo(SHOWN);
  count();
  const element = h("div", null,
    h("div.coding-head", null, heading, coding.advice.map((each) => h("p.note", null, each)), coding.rows.length > 0 && h("div.acts", null, h("label", { for: usual.id }, words.credibility_rest), usual)),
    h("div.coding-columns", null, h("section", { "aria-label": words.coded }, markLegend(), coded.element), h("section", { "aria-label": words.proposals }, list, more)),
    coding.rows.length > 0 && h("section.ways-out", { "aria-label": words.views.text }, tally, ways));
  return { element, heading, hasUnsaved: () => !isSaved };
}

interface After {
  saved: () => void;
  taken: () => void;
  faulty: (faults: { row: number; message: string }[]) => void;
}

/** Into the graph's folder where the server can and may write there, and into a review file for everybody. */
function waysOut(context: Context, text: string, coding: Coding, drafts: Draft[], after: After): HTMLElement {
  const name = coding.about.source ?? "text";
  const result = h("div", { role: "status" });
  const rows = () => drafts.map(decided);
  const takeOver = async () => {
    if (!tallied(drafts).accepted) return replace(result, h("p.fault", null, words.none_accepted));
    take.disabled = true;
    try {
      const done = await writing.takeOver(text, rows());
      for (const draft of drafts) draft.isTaken = draft.decision === "accept";
      after.saved();
      after.taken();
      replace(result, h("p.note", null, words.taken_over(done.words, done.saved)));
    } catch (error) {
      const faults = error instanceof RefusedRequest ? error.faults.filter((fault) => fault.row > 0) : [];
      replace(result, h("p.fault", null, faults.length ? words.faulty(faults.length) : (error as Error).message));
      if (faults.length) after.faulty(faults);
    }
    take.disabled = false;
    return undefined;
  };
  const take = button(words.take_over, () => void takeOver(), { class: "strong" });
  const show = () => { take.hidden = !mayWrite(context) || coding.refusal !== ""; };
  listenForToken(show);
  show();
  const download = () => {
    save(`${name}.review.csv`, reviewFile(coding.columns, rows()), "text/csv");
    after.saved();
  };
  return h("div", null,
    coding.refusal && h("p.note", null, coding.refusal),
    h("div.acts", null, take, button(words.review_file, download), button(words.review_text, () => save(`${name}.txt`, text))),
    h("p.fine", null, words.review_about, " ", h("code", null, words.review_command(`${name}.review.csv`))), result);
}
