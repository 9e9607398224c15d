// One pair: why its actors may be the same, what is claimed of each, and the buttons that decide.

import { writing } from "../api/writing";
import type { Judgement, Match, Pair, PairSide, Verdict } from "../api/types";
import type { Context } from "../context";
import { button, h } from "../dom/element";
import { glyph } from "../dom/glyph";
import { words } from "../words";

const VERDICTS: Verdict[] = ["same", "not same", "unsure"];
let made = 0;

export function pairCard(context: Context, match: Match, pair: Pair, settled: (judgement: Judgement & { saved: string }) => void): HTMLElement {
  const name = `pair-${made++}`;
  return h("article.pair-card", { tabindex: -1, "aria-labelledby": name },
    h("h3", { id: name }, words.pair_title(match.label, match.other_label), h("small", null, words.score(match.score))),
    h("ul.reasons", { "aria-label": words.reasons }, match.parts.map((part) => h("li", null, part.words, " ", h("small", null, words.points(part.points))))),
    h("div.both", null, side(context, pair.actor), side(context, pair.other)),
    verdict(name, match, pair, settled));
}

function side({ store, labels }: Context, actor: PairSide): HTMLElement {
  labels.set(actor.id, actor.label);
  const facts: [string, string][] = [[words.aliases, actor.names.join(", ")], [words.role, actor.role], [words.country, actor.country], [words.wikidata, actor.wikidata]];
  const rows = facts.filter(([, value]) => value).flatMap(([fact, value]) => [h("dt", null, fact), h("dd", null, value)]);
  const samples = actor.samples.map((claim) => h("li", null, claim.text, h("small", null, ` ${claim.when} · ${claim.publisher || words.uncited_source} · ${claim.id}`)));
  return h("section", null,
    h("h4", null, glyph(actor.group), button(actor.label, () => store.change({ view: "map", actor: actor.id, tie: "" }), { class: "link" }), h("small", null, ` ${actor.kind} · ${words.claims(actor.claims)}`)),
    rows.length > 0 && h("dl", null, rows),
    samples.length ? h("ul.samples", { "aria-label": words.samples }, samples) : h("p.fine", null, words.no_samples));
}

/** The decision: which one is kept, why, and three buttons; a refusal is told in place. */
function verdict(name: string, match: Match, pair: Pair, settled: (judgement: Judgement & { saved: string }) => void): HTMLElement {
  const reason = h("textarea", { id: `${name}-reason`, rows: 2 }, match.reasons);
  const fault = h("p.fault", { role: "alert", hidden: true });
  let keep = pair.kept;
  const choice = (actor: PairSide) => h("label.choice", null,
    h("input", { type: "radio", name: `${name}-keep`, value: actor.id, checked: actor.id === keep, onchange: () => { keep = actor.id; } }), h("span", null, actor.label, h("small", null, ` ${actor.id}`)));
  const judge = async (judgement: Verdict) => {
    form.disabled = true;
    try {
      const done = await writing.judge({ actor: match.actor, other: match.other, judgement, reason: reason.value.trim(), keep });
      settled(done);
    } catch (error) {
      form.disabled = false;
      fault.hidden = false;
      fault.textContent = (error as Error).message;
    }
  };
  const form = h("fieldset", null,
    h("div.decision", null,
      h("fieldset", null, h("legend", null, words.kept_of), choice(pair.actor), choice(pair.other)),
      h("div.field", null, h("label", { for: reason.id }, words.reason), reason)),
    h("div.acts", null, VERDICTS.map((each) => button(words.verdicts[each] ?? each, () => void judge(each), { class: each === "same" ? "strong" : "" }))), fault);
  return h("div.verdict", null, form);
}
