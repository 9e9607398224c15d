// One claim: what was said, when, by whom, how credible, and who disputes it.

import type { Claim } from "../api/types";
import type { Context } from "../context";
import { h, outward } from "../dom/element";
import { words } from "../words";
import { sourceActs } from "./source_acts";

/** Without a context nothing can be done with its source. */
export function claimCard(context: Context | null, claim: Claim, acts = true): HTMLElement {
  const flags = [
    claim.modality && claim.modality !== "asserted" && h("span.flag", null, words.modality[claim.modality] ?? claim.modality),
    claim.contested && h("span.flag.contested", null, words.contested),
    claim.uncited && h("span.flag", null, words.uncited),
  ];
  return h("article.claim", { class: claim.contested ? "claim contested" : "claim" },
    h("p.what", null, claim.text, h("small.id", null, ` ${claim.id}`)),
    claim.words && h("p.when", null, h("time", { title: claim.when ?? "" }, claim.words)),
    claim.note && h("p.remark", null, claim.note),
    flags.some(Boolean) && h("p.flags", null, flags),
    h("dl", null, facts(claim)),
    claim.disputes.map((dispute) => h("p.dispute", null,
      h("b", null, `${words.denied} `), words.denied_by(dispute.by), ` (${[dispute.type, dispute.nature].filter(Boolean).join(", ")})`,
      dispute.text && h("span.remark", null, ` ${dispute.text}`))),
    context && acts && claim.source && sourceActs(context, claim.source.id));
}

function facts(claim: Claim): Node[] {
  const { source } = claim;
  const title = source && (source.title || source.id);
  const rows: [string, Node | string | false | null | undefined][] = [
    [words.says, claim.claimant],
    [words.source, source && h("span", null, source.publisher && `${source.publisher}: `, outward(source.url, title ?? ""), source.published && ` (${source.published})`,
      source.archived && ", ", source.archived && outward(source.archived, words.archived))],
    [words.credibility_of, credibility(claim)],
    [words.probability, typeof claim.probability === "number" && claim.probability.toFixed(2)],
    [words.passage, claim.passage && words.passage_at(claim.passage.start, claim.passage.end)],
  ];
  return rows.filter(([, value]) => value).flatMap(([name, value]) => [h("dt", null, name), h("dd", null, value as Node | string)]);
}

/** In words, with the Admiralty code behind it. */
function credibility(claim: Claim): string {
  const code = `${claim.source.reliability}${claim.credibility}`;
  const inWords = words.credibilities[Number(claim.credibility) - 1]?.replace(/^\d · /, "");
  return inWords ? `${inWords} (${code})` : code;
}
