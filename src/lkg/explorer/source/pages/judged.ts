// The judgements on record: those that stand can be taken back, those taken back say when and why.

import type { Judgement } from "../api/types";
import { button, h } from "../dom/element";
import { words } from "../words";

export function judgedList(judgements: Judgement[], mayWrite: boolean, takeBack: (judgement: Judgement) => void): Node[] {
  const standing = judgements.filter((each) => !each.withdrawn);
  const withdrawn = judgements.filter((each) => each.withdrawn);
  const undo = (each: Judgement) => mayWrite && button(words.take_back, () => takeBack(each), { "aria-label": words.take_back_of(each.labels[0] ?? "", each.labels[1] ?? "") });
  return [
    h("h2", null, words.judged(standing.length)),
    standing.length ? h("ul", null, standing.map((each) => h("li", null, told(each), undo(each)))) : h("p.fine", null, words.none_judged),
    ...(withdrawn.length ? [h("details", null, h("summary", null, words.taken_back_list(withdrawn.length)), h("ul", null, withdrawn.map((each) => h("li", null, told(each)))))] : []),
  ];
}

function told(judgement: Judgement): HTMLElement {
  const { labels: [one = "", other = ""], actors, kept, withdrawn } = judgement;
  const label = kept === actors[0] ? one : other;
  return h("div", null,
    h("b", null, words.judged_as(one, other, words.verdicts[judgement.judgement] ?? "")), kept && h("span", null, ` ${words.kept(label)}`),
    h("p", null, judgement.reason), h("small", null, words.by_on(judgement.by, judgement.on)),
    withdrawn && h("p.fine", null, words.taken_back_by(withdrawn.by, withdrawn.on, withdrawn.reason)));
}
