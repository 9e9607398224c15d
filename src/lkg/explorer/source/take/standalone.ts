// The present view as one HTML file that can be looked at like the explorer, with the claims beneath every tie.

import { api } from "../api/client";
import type { NetworkTie } from "../api/types";
import type { Context } from "../context";
import type { TieFacts } from "../drawing/elements";
import { LIGHT } from "../drawing/inks";
import { shownNodes } from "../drawing/labels";
import { drawn } from "../state/lens";
import type { Sourced } from "../viewer/sourced";
import { words } from "../words";
import { escaped, svgOf } from "./svg";

/** What is in sight, where it stands, in the page of the viewer; empty where nothing is drawn. */
export async function standalone(context: Context): Promise<string> {
  const { seen, about } = context;
  if (!seen) return "";
  const [page, network] = await Promise.all([api.viewer(), inSight(context)]);
  const gaps: Record<string, string> = {
    title: escaped(`${seen.network.heading} · ${about.title}`),
    still: svgOf(context, LIGHT, false),
    // a "<" inside a text could end the script that holds it
    network: JSON.stringify(network).replaceAll("<", "\\u003c"),
  };
  return page.replace(/<!--(title|still|network)-->/g, (gap, name: string) => gaps[name] ?? gap);
}

async function inSight(context: Context): Promise<Sourced | null> {
  const { drawing, seen, about, store } = context;
  if (!drawing || !seen) return null;
  const shown = new Map(shownNodes(drawing.core).map((node) => [node.id(), node.position()]));
  const ties = drawing.ties().filter((tie) => !drawing.core.getElementById(tie.id).hasClass("off"));
  const sourced = await api.sourced(drawn(store.page.lens, store.page.part));
  await addMissing(sourced, ties, seen.query);
  const known = new Map(sourced.ties.map((tie) => [tie.id, tie]));
  const own = new Set(ties.map((tie) => tie.tie));
  const beneath = Object.fromEntries(Object.entries(sourced.beneath).filter(([tie]) => own.has(tie)));
  const used = new Set(Object.values(beneath).flat());
  const nodes = drawing.nodes().filter((node) => shown.has(node.id)).map((node) => {
    const { x = 0, y = 0 } = shown.get(node.id) ?? {};
    return { ...node, size: node.own / 2, x, y: -y };
  });
  const { size } = seen.network;
  const note = seen.network.note || (nodes.length < size.actors ? words.kept_part(nodes.length, size.actors) : "");
  return {
    ...seen.network, title: about.title, note, nodes, ties: ties.map((tie) => known.get(tie.tie) ?? plain(tie)), beneath,
    claims: Object.fromEntries(Object.entries(sourced.claims).filter(([claim]) => used.has(claim))),
  };
}

/** Ties that were opened beyond the lens are asked for one by one. */
async function addMissing(sourced: Sourced, ties: TieFacts[], lens: URLSearchParams): Promise<void> {
  const missing = ties.filter((tie) => !(tie.tie in sourced.beneath));
  const asked = missing.map(async ({ tie }) => {
    const { claims } = await api.tie(tie, lens);
    sourced.beneath[tie] = claims.map((claim) => claim.id);
    for (const claim of claims) sourced.claims[claim.id] = claim;
  });
  // the page then says of a tie without its claims how many there are in the graph
  await Promise.allSettled(asked);
}

/** A tie that was opened beyond the lens; the drawing keeps no probability and voices, nor does the viewer show them. */
function plain({ tie, ...facts }: TieFacts): NetworkTie {
  return { ...facts, id: tie } as Omit<NetworkTie, "probability" | "voices"> as NetworkTie;
}
