// A network that carries the claims beneath its ties, so that it can be looked at without a server.

import type { Claim, Network } from "../api/types";

export interface Sourced extends Network {
  /** what graph this is */
  title: string;
  /** the ids of the claims beneath each tie, by the tie's id; of very many only the first */
  beneath: Record<string, string[]>;
  claims: Record<string, Claim>;
}

export function claimsOf({ beneath, claims }: Sourced, tie: string): Claim[] {
  return (beneath[tie] ?? []).map((id) => claims[id]).filter((claim): claim is Claim => claim !== undefined);
}
