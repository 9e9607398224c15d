// The viewer as a page of its own: the network stands in the page as JSON.

import { inks, onInksChange } from "../drawing/inks";
import type { Sourced } from "./sourced";
import { Viewer } from "./viewer";

const host = document.getElementById("viewer");
const network = document.getElementById("network")?.textContent;
const paper = () => { document.body.style.background = inks().paper; };

if (host && network) {
  paper();
  onInksChange(paper);
  new Viewer(host, JSON.parse(network) as Sourced);
}
