// What the lens sees: picked at once from ties that are loaded, then exactly as the server says.

import { aborted, api } from "../api/client";
import type { About, Network, NetworkTie } from "../api/types";
import { drawn, PICKED_HERE, query, without } from "../state/lens";
import type { LensChoice } from "../state/page";

const KEPT = 24;
const PAUSE = 220;

export interface Seen {
  network: Network;
  /** the lens by which the server made it */
  query: URLSearchParams;
  /** false while the browser picks from a wider network */
  exact: boolean;
}

/** Whether only a part of what the lens sees is drawn. */
export function isPart({ nodes, ties, size }: Network): boolean {
  return nodes.length < size.actors || ties.length < size.ties;
}

type Tell = (seen: Seen) => void;

export class Sight {
  private readonly kept = new Map<string, Network>();
  private controller: AbortController | null = null;
  private timer = 0;

  constructor(
    private readonly tell: Tell,
    private readonly fail: (error: Error) => void,
  ) {}

  /** Tells what is known at once, and what the server says when it has said it. */
  follow(lens: LensChoice, part: string): void {
    this.controller?.abort();
    clearTimeout(this.timer);
    const known = this.kept.get(String(drawn(lens, part)));
    if (known) return this.tell({ network: known, query: query(lens), exact: true });
    const wide = without(lens, PICKED_HERE);
    const wider = this.kept.get(String(drawn(wide, part)));
    if (wider) this.tell({ network: wider, query: query(wide), exact: false });
    // a slider asks many times a second: only where it rests is worth the server's time
    this.timer = window.setTimeout(() => void this.fetch(lens, part), wider ? PAUSE : 0);
    return undefined;
  }

  /** The ties that the other dates of a lens would bring, for the slider; asked for once. */
  async widen(lens: LensChoice, part: string): Promise<NetworkTie[] | null> {
    const wide = drawn(without(lens, PICKED_HERE), part);
    const known = this.kept.get(String(wide));
    if (known) return known.ties;
    try {
      const network = await api.network(wide);
      this.keep(wide, network);
      return network.ties;
    } catch {
      // the slider then shows each date when the server has answered
      return null;
    }
  }

  private async fetch(lens: LensChoice, part: string): Promise<void> {
    this.controller = new AbortController();
    const { signal } = this.controller;
    try {
      const asked = drawn(lens, part);
      const network = await api.network(asked, signal);
      this.keep(asked, network);
      if (!signal.aborted) this.tell({ network, query: query(lens), exact: true });
    } catch (error) {
      if (!aborted(error)) this.fail(error as Error);
    }
  }

  private keep(asked: URLSearchParams, network: Network): void {
    this.kept.set(String(asked), network);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}

export function familyOf(about: About): (relation: string) => string {
  const families = new Map(about.relations.map((relation) => [relation.name, relation.family]));
  return (relation) => families.get(relation) ?? relation;
}
