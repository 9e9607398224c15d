// What can be taken away: a link, pictures, tables, the receipt, and a page of its own.

import { address } from "../api/client";
import { lensQuery, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { tell } from "../dom/live";
import { words } from "../words";
import { pngOf } from "./png";
import { save } from "./saving";
import { standalone } from "./standalone";
import { svgOf } from "./svg";

export function takeMenu(context: Context): HTMLElement {
  const list = h("div.sheet");
  const menu = h("details.take", null, h("summary", null, words.take), list);
  menu.addEventListener("toggle", () => menu.open && replace(list, entries(context)));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
  addEventListener("pointerdown", (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  return menu;
}

function entries(context: Context): Node[] {
  const { store } = context;
  const lens = lensQuery(store.page.lens);
  const download = (path: "figure" | "export", format: string, label: string) =>
    h("a", { href: address(path, format, lens), download: "" }, label);
  return [
    button(words.copy, () => void copy()),
    h("h3", null, words.as_drawn),
    button(words.svg, drawn(context, () => save(name(context, "svg"), svgOf(context), "image/svg+xml"))),
    button(words.png, drawn(context, () => void pngOf(context).then((blob) => save(name(context, "png"), blob)))),
    button(words.html, drawn(context, () => void savePage(context))),
    h("h3", null, words.as_print),
    h("div.row", null, download("figure", "svg", words.print_svg), download("figure", "pdf", words.print_pdf), download("figure", "png", words.print_png)),
    h("h3", null, words.ties_out),
    h("div.row", null, download("export", "csv", words.csv), download("export", "graphml", words.graphml), download("export", "gexf", words.gexf), download("export", "cyjs", words.cyjs)),
    button(words.receipt, drawn(context, () => save(name(context, "receipt.json"), JSON.stringify(receiptOf(context), null, 2), "application/json"))),
    h("p.fine", null, words.receipt_about),
  ];
}

async function savePage(context: Context): Promise<void> {
  try {
    save(name(context, "html"), await standalone(context), "text/html");
  } catch (error) {
    tell((error as Error).message);
  }
}

function receiptOf({ seen, lastRanking, store }: Context): unknown {
  return store.page.view === "ranking" ? (lastRanking?.receipt ?? null) : (seen?.network.receipt ?? null);
}

function drawn({ drawing, seen }: Context, act: () => void): () => void {
  return () => (drawing && seen ? act() : tell(words.nothing_drawn));
}

function name({ store }: Context, ending: string): string {
  const lens = store.page.lens.name || "network";
  const at = store.page.lens.fields.at?.[0];
  return `${[lens, at].filter(Boolean).join("-")}.${ending}`;
}

async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    tell(words.copied);
  } catch {
    tell(words.not_copied);
  }
}
