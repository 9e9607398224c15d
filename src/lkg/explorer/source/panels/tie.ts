// The claims under a tie: what everything on the page rests on.

import { api } from "../api/client";
import type { Tie } from "../api/types";
import { labelOf, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { stroke } from "../dom/glyph";
import type { TieFacts } from "../drawing/elements";
import type { Part } from "../frame/frame";
import { words } from "../words";
import { claimCard } from "./claim";
import { Asker, head } from "./panel";

export function tiePanel(context: Context): Part {
  const { store } = context;
  const body = h("div.panel");
  const asker = new Asker(body);

  const show = (known: TieFacts, tie: Tie): Node[] => [
    head(h("span", null, stroke(known.sign, wayOf(known)), known.sign > 0 ? words.cooperation : known.sign < 0 ? words.conflict : words.neither),
      `${labelOf(context, known.source)} ${known.label} ${labelOf(context, known.target)}`, () => store.change({ tie: "" })),
    h("p.acts", null, [known.source, known.target].map((actor) => button(labelOf(context, actor), () => store.change({ actor, tie: "" })))),
    ...(known.via ? [h("p.fine", null, words.derived_from(labelOf(context, known.via)))] : []),
    ...(tie.claims.length ? tie.claims.map((claim) => claimCard(context, claim)) : [h("p", null, words.no_claims)]),
  ];

  const follow = () => {
    const { page } = store;
    const known = context.drawing?.tie(page.tie);
    if (!page.tie) return;
    if (!known || !context.seen) {
      replace(body, h("p.waiting", null, words.loading));
      return asker.forget();
    }
    const { query } = context.seen;
    void asker.ask(`${known.tie}?${query}`, (signal) => api.tie(known.tie, query, signal), (tie) => show(known, tie));
    return undefined;
  };
  context.watchers.add(() => body.isConnected && follow());
  return { element: body, follow };
}

function wayOf(tie: TieFacts): "" | "alleged" | "derived" | "contested" {
  return tie.contested ? "contested" : tie.via ? "derived" : tie.alleged ? "alleged" : "";
}
