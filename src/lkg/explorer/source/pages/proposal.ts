// One proposal: what it says and why, its passage, what may be changed in it, and the decision.

import type { Coding } from "../api/types";
import type { Context } from "../context";
import { button, h, replace } from "../dom/element";
import { picker } from "../dom/picker";
import { words } from "../words";
import { decided, said, type Draft, type Field } from "./draft";

export interface Card {
  element: HTMLElement;
  refresh: () => void;
  complain: (messages: string[]) => void;
}

interface Acts {
  /** the reader looks at it */
  met: (draft: Draft) => void;
  /** something was decided, or taken back */
  settled: (draft: Draft, movesOn: boolean) => void;
  /** the credibility of what says none of its own */
  usual: () => string;
}

export function proposalCard(context: Context, coding: Coding, draft: Draft, acts: Acts): Card {
  const { row } = draft;
  const name = `proposal-${draft.number}`;
  const title = h("h3", { id: name });
  const state = h("p.flag");
  const facts = h("p.fine");
  const fault = h("div.fault", { role: "alert", hidden: true });
  const credibility = h("select", { id: `${name}-credibility` }, h("option", { value: "" }, words.credibility_choose), words.credibilities.map((label, at) => h("option", { value: String(at + 1) }, label)));
  const refresh = () => {
    replace(title, h("small", null, words.proposal(draft.number, coding.rows.length)), said(context.about, coding, draft));
    replace(facts, [row.when, words.modality[row.modality ?? ""] ?? row.modality, row.amount && `${row.amount} ${row.unit}`, words.confidence(row.confidence ?? "")].filter(Boolean).join(" · "));
    state.textContent = words.decisions[draft.isTaken ? "taken" : decided(draft).decision ?? ""] ?? "";
    element.dataset.decision = draft.isTaken ? "taken" : draft.decision;
    credibility.value = row.credibility ?? "";
    again.hidden = !draft.decision;
    [accept.hidden, reject.hidden] = [draft.decision === "accept", draft.decision === "reject"];
  };
  const complain = (messages: string[]) => {
    fault.hidden = !messages.length;
    replace(fault, messages.map((message) => h("p", null, message)));
  };
  const changed = () => {
    draft.isTaken = false;
    refresh();
    acts.settled(draft, false);
  };
  const decide = (decision: Draft["decision"]) => {
    if (decision === "accept") row.credibility ||= acts.usual();
    if (decision === "accept" && !row.credibility) {
      complain([words.needs_credibility]);
      return credibility.focus();
    }
    complain([]);
    draft.decision = decision;
    draft.isTaken = false;
    refresh();
    if (!decision) accept.focus();
    return acts.settled(draft, decision !== "");
  };
  credibility.addEventListener("change", () => {
    row.credibility = credibility.value;
    changed();
  });
  const accept = button(words.accept, () => decide("accept"), { class: "strong", "aria-describedby": name });
  const reject = button(words.reject, () => decide("reject"), { "aria-describedby": name });
  const again = button(words.decide_again, () => decide(""), { "aria-describedby": name });
  const element = h("article.proposal", { tabindex: -1, "aria-labelledby": name, "data-number": draft.number, onfocusin: () => acts.met(draft) },
    h("div.proposal-head", null, title, state), facts, quotation(draft), h("p.fine", null, row.reason), changes(context, coding, draft, name, changed),
    h("div.acts", null, h("label", { for: credibility.id }, words.credibility_of), credibility, accept, reject, again), fault);
  refresh();
  return { element, refresh, complain };
}

/** The sentence, and in it the passage; where a sentence says the same twice, the first is as good. */
function quotation({ was: { sentence = "", passage = "" } }: Draft): HTMLElement {
  const at = sentence.indexOf(passage);
  if (at < 0) return h("blockquote", null, sentence);
  return h("blockquote", null, sentence.slice(0, at), h("mark", null, passage), sentence.slice(at + passage.length));
}

/** The fields of a claim; made when somebody wants to change something, for a long text has hundreds of proposals. */
function changes(context: Context, coding: Coding, draft: Draft, name: string, changed: () => void): HTMLElement {
  const summary = h("summary", { "aria-describedby": name }, words.change);
  const made = h("details.change", null, summary);
  made.addEventListener("toggle", () => {
    if (made.open && made.children.length === 1) made.append(fields(context, coding, draft, name, changed));
  });
  return made;
}

function fields(context: Context, coding: Coding, { row }: Draft, name: string, changed: () => void): HTMLElement {
  const set = (field: Field, value: string) => {
    row[field] = value.trim();
    changed();
  };
  const id = (field: Field) => `${name}-${field}`;
  const actor = (field: Field, label: string) => {
    const made = picker({
      id: id(field), label, value: coding.labels[row[field] ?? ""] ?? row[field] ?? "", cleared: () => set(field, ""),
      chosen: (found) => {
        coding.labels[found.id] = found.label;
        set(field, found.id);
      },
    });
    // a state that the graph does not hold yet is known by its name all the same
    made.field.addEventListener("change", () => set(field, idOf(coding, made.field.value)));
    return h("div.field", null, h("label", { for: id(field) }, label), made.box);
  };
  const text = (field: Field, label: string, help = "") => {
    const input = h("input", { id: id(field), value: row[field] ?? "", onchange: () => set(field, input.value), "aria-describedby": help && `${id(field)}-help` });
    return h("div.field", null, h("label", { for: id(field) }, label), input, help && h("small", { id: `${id(field)}-help` }, help));
  };
  const choice = (field: Field, label: string, options: [string, string][]) => {
    const select = h("select", { id: id(field), onchange: () => set(field, select.value) }, options.map(([value, shown]) => h("option", { value }, shown)));
    select.value = row[field] ?? "";
    return h("div.field", null, h("label", { for: id(field) }, label), select);
  };
  const relations = [...context.about.relations].sort((one, other) => one.label.localeCompare(other.label, "en"));
  const relation = choice("relation", words.relation, relations.map((each) => [each.name, each.label]));
  const definition = h("small");
  const define = () => { definition.textContent = context.about.relations.find((each) => each.name === row.relation)?.definition ?? ""; };
  relation.append(definition);
  relation.addEventListener("change", define);
  define();
  return h("div.fields", null, actor("subject", words.subject), relation, actor("object", words.object),
    text("when", words.when, words.when_help), choice("modality", words.modality_label, Object.entries(words.modality)),
    text("amount", words.amount), text("unit", words.unit), actor("claimant", words.claimant), text("note", words.remark));
}

/** The id of an actor just chosen by its name, else the name as it was typed. */
function idOf({ labels }: Coding, name: string): string {
  return Object.keys(labels).find((id) => labels[id] === name) ?? name;
}
