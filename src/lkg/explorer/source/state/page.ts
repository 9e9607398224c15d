// All that the page shows, as one value: it is read from the address and written there.

export const VIEWS = ["map", "paths", "ranking", "table", "compare", "questions", "sparql", "identity", "text"] as const;
export type View = (typeof VIEWS)[number];

/** A named lens and the fields that were changed, each with its values. */
export interface LensChoice {
  name: string;
  fields: Record<string, string[]>;
}

export interface Side {
  at: string;
  worldview: string;
}

export interface Page {
  view: View;
  lens: LensChoice;
  actor: string;
  tie: string;
  /** actors from whom the drawing starts; empty draws all that the lens sees */
  around: string[];
  /** families shown around an actor, as actor:family */
  open: string[];
  /** families hidden around an actor, as actor:family */
  shut: string[];
  /** where actors were pinned, as actor@x,y */
  pins: string[];
  /** the actor around whom a part of a large network is drawn; empty draws the best connected */
  part: string;
  /** where the reader looks, as zoom_x_y; empty shows all */
  zoom: string;
  from: string;
  to: string;
  via: string[];
  by: string;
  measure: string;
  /** the actor whose pairs are listed where it is judged who is who; empty lists all */
  who: string;
  left: Side;
  right: Side;
  question: string;
  answers: Record<string, string>;
  query: string;
  show: "table" | "network" | "chart";
}

export const START: Page = {
  view: "map",
  lens: { name: "", fields: {} },
  actor: "",
  tie: "",
  around: [],
  open: [],
  shut: [],
  pins: [],
  part: "",
  zoom: "",
  from: "",
  to: "",
  via: [],
  by: "hops",
  measure: "betweenness",
  who: "",
  left: { at: "", worldview: "" },
  right: { at: "", worldview: "" },
  question: "",
  answers: {},
  query: "",
  show: "table",
};

/** What leads back to all that a lens sees. */
export const ALL: Partial<Page> = { around: [], open: [], shut: [], part: "", zoom: "" };

/** Whether a view draws the network beside its column. */
export function drawsNetwork(view: View): boolean {
  return view === "map" || view === "paths" || view === "ranking" || view === "table";
}
