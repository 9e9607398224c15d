// Leave a source out, or keep it alone.

import type { Context } from "../context";
import { button, h } from "../dom/element";
import { changed, toggled } from "../state/lens";
import { words } from "../words";

export function sourceActs({ store }: Context, source: string): HTMLElement {
  const { lens } = store.page;
  const set = (field: "sources" | "without_sources") => () =>
    store.change({ lens: changed(store.page.lens, field, toggled(store.page.lens.fields[field] ?? [], source)) });
  const pressed = (field: "sources" | "without_sources") => String(lens.fields[field]?.includes(source) ?? false);
  return h("span.small-acts", null,
    button(words.sources_without, set("without_sources"), { title: words.without_source, "aria-label": `${words.without_source}: ${source}`, "aria-pressed": pressed("without_sources") }),
    button(words.sources_only, set("sources"), { title: words.only_source, "aria-label": `${words.only_source}: ${source}`, "aria-pressed": pressed("sources") }));
}
