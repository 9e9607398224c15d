// Who is who: pairs of actors that may be the same, judged one by one, and the judgements that stand.

import { writing } from "../api/writing";
import type { Judgement, Match } from "../api/types";
import { labelOf, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce, tell } from "../dom/live";
import type { Part } from "../frame/frame";
import { listenForToken } from "../state/token";
import type { Page } from "../state/page";
import { words } from "../words";
import { access, mayWrite } from "./access";
import { judgedList } from "./judged";
import { pairCard } from "./pair";

const SHOWN = 10;
const LEASTS = ["80", "60", "40", "20"];

export function identityPage(context: Context): Part {
  const { store } = context;
  const heading = h("h2", { id: "to-judge", tabindex: -1 });
  const filter = h("p.acts");
  const pairs = h("div.pairs");
  const more = h("div.acts");
  const judged = h("section.judged");
  const least = h("select", { id: "least" }, LEASTS.map((each) => h("option", { value: each, selected: each === "60" }, each)));
  let waiting: Match[] = [];
  let shown = 0;
  let asked = "";

  const fail = (place: Element, error: unknown) => {
    announce((error as Error).message);
    replace(place, h("div.fault", { role: "alert" }, h("p", null, (error as Error).message), button(words.again, () => void load())));
  };
  const load = async () => {
    const { who } = store.page;
    replace(pairs, h("p.waiting", null, words.comparing));
    replace(more);
    try {
      const { matches } = await writing.matches(least.value);
      for (const { actor, label, other, other_label } of matches) context.labels.set(actor, label).set(other, other_label);
      waiting = who ? matches.filter(({ actor, other }) => actor === who || other === who) : matches;
      shown = 0;
      replace(pairs);
      announce(words.to_judge(waiting.length));
      await showMore();
    } catch (error) {
      fail(pairs, error);
    }
    replace(filter, who ? [h("span", null, words.who_of(labelOf(context, who))), button(words.all_pairs, () => store.change({ who: "" }))] : []);
    filter.hidden = !who;
    void list();
  };
  const count = () => {
    replace(heading, words.to_judge(waiting.length));
    if (!waiting.length) replace(pairs, h("p.fine", null, words.no_pairs(least.value)));
    const left = waiting.length - shown;
    replace(more, left > 0 ? button(words.more_pairs(left), () => void showMore(true).catch((error: unknown) => fail(more, error))) : []);
  };
  const showMore = async (moves = false) => {
    const next = waiting.slice(shown, shown + SHOWN);
    const sides = next.length ? (await writing.pairs(next)).pairs : [];
    const cards: HTMLElement[] = [];
    next.forEach((match, at) => {
      const pair = sides[at];
      // one that earlier judgements made one already is no question any more
      if (!pair || pair.as_one) waiting = waiting.filter((each) => each !== match);
      else {
        const card = pairCard(context, match, pair, (judgement) => void settle(match, card, judgement));
        cards.push(card);
      }
    });
    pairs.append(...cards);
    shown += cards.length;
    reveal();
    count();
    if (moves) cards[0]?.focus();
  };
  const settle = async (match: Match, card: HTMLElement, judgement: Judgement & { saved: string }) => {
    const next = (card.nextElementSibling ?? card.previousElementSibling) as HTMLElement | null;
    card.remove();
    waiting = waiting.filter((each) => each !== match);
    shown -= 1;
    count();
    (next ?? heading).focus();
    const verdict = words.verdicts[judgement.judgement] ?? "";
    tell(`${words.judged_as(match.label, match.other_label, verdict)} ${words.saved_in(judgement.saved)}`);
    await list();
  };
  const list = async () => {
    try {
      const { judgements } = await writing.judgements();
      replace(judged, judgedList(judgements, mayWrite(context), (judgement) => void takeBack(judgement)));
    } catch (error) {
      fail(judged, error);
    }
  };
  const takeBack = async (judgement: Judgement) => {
    try {
      await writing.takeBack(judgement.id);
      heading.focus();
      tell(words.taken_back(judgement.labels[0] ?? "", judgement.labels[1] ?? ""));
      await load();
    } catch (error) {
      tell((error as Error).message);
    }
  };
  const reveal = () => {
    for (const form of pairs.querySelectorAll<HTMLElement>(".verdict")) form.hidden = !mayWrite(context);
  };
  listenForToken(() => {
    reveal();
    void list();
  });
  least.addEventListener("change", () => void load());

  const follow = (page: Page) => {
    const key = `pairs of ${page.who}`;
    if (key === asked) return;
    asked = key;
    void load();
  };
  const element = h("div.page.identity", null, h("h1", null, words.views.identity), h("p.subhead", null, words.who_about), access(context, "identity", true),
    h("div.acts", null, h("label", { for: "least" }, words.least), least), filter,
    h("section", { "aria-labelledby": heading.id }, heading, pairs, more), judged);
  return { element, follow };
}
