// What every part of the page shares.

import type { About, Network, Ranking } from "./api/types";
import type { Drawing } from "./drawing/drawing";
import type { Seen } from "./drawing/sight";
import { query } from "./state/lens";
import type { LensChoice } from "./state/page";
import type { Store } from "./state/store";
import { words } from "./words";

export interface Context {
  about: About;
  store: Store;
  /** names of actors met so far */
  labels: Map<string, string>;
  /** the drawing of the map, once there is one */
  drawing: Drawing | null;
  seen: Seen | null;
  /** called whenever what is in sight has changed */
  watchers: Set<() => void>;
  /** the ranking shown last, for its receipt */
  lastRanking: Ranking | null;
  /** how the drawing reveals more: the ties of one family around an actor */
  expand: (actor: string, family: string) => Promise<void>;
}

export function labelOf(context: Context, actor: string): string {
  return context.labels.get(actor) ?? actor;
}

export function lensQuery(lens: LensChoice): URLSearchParams {
  return query(lens);
}

export function remember(context: Context, network: Network): void {
  for (const node of network.nodes) context.labels.set(node.id, node.label);
}

export function familyLabel(about: About, name: string): string {
  return words.family_names[name] ?? about.families.find((family) => family.name === name)?.label ?? name;
}
