// The lens as a form: each change is seen at once.

import { familyLabel, labelOf, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { glyph, stroke } from "../dom/glyph";
import { picker } from "../dom/picker";
import type { Part } from "../frame/frame";
import { changed, toggled, type LensField } from "../state/lens";
import { ALL, type Page } from "../state/page";
import { words } from "../words";

type Refresh = (page: Page) => void;

export function lensPanel(context: Context): Part {
  const { store } = context;
  const refreshers: Refresh[] = [];
  const set = (field: LensField, values: string[]) => store.change({ lens: changed(store.page.lens, field, values) });
  const reset = button(words.reset, () => store.change({ lens: { name: store.page.lens.name, fields: {} } }), { class: "quiet" });
  const form = h("div.panel.lens", null,
    h("h2", null, words.lens), h("p.fine", null, words.lens_about),
    named(context, refreshers), signs(context, set, refreshers), families(context, set, refreshers), relations(context, set, refreshers), kinds(context, set, refreshers),
    credibility(context, set, refreshers), disputed(context, set, refreshers), worldview(context, set, refreshers),
    sources(context, set, refreshers), more(context, set, refreshers), reset);
  const follow = (page: Page) => {
    for (const refresh of refreshers) refresh(page);
    reset.hidden = !Object.keys(page.lens.fields).length;
  };
  return { element: form, follow };
}

type Set = (field: LensField, values: string[]) => void;

function named({ about, store }: Context, refreshers: Refresh[]): HTMLElement {
  const option = (lens: { name: string; title: string }) => h("option", { value: lens.name === about.lens ? "" : lens.name }, lens.title || lens.name);
  const choice = h("select", { id: "lens-name", "aria-label": words.lens }, about.lenses.map(option));
  // fields of the lens before would say something else in the new one
  choice.addEventListener("change", () => store.change({ lens: { name: choice.value, fields: {} }, pins: [], ...ALL }));
  refreshers.push((page) => {
    choice.value = page.lens.name;
    choice.title = choice.selectedOptions[0]?.text ?? "";
  });
  return h("div.field", null, choice);
}

function boxes(title: string, field: LensField, options: [string, string, Element | null][], set: Set, context: Context, refreshers: Refresh[]): HTMLElement {
  const current = () => context.store.page.lens.fields[field] ?? [];
  const made = options.map(([value, label, sample]) => {
    const box = h("input", { type: "checkbox", value, onchange: () => choose(value) });
    return { box, row: h("label.choice", null, box, sample, h("span", null, label)), value };
  });
  // all boxes ticked is the same as no rule
  const choose = (value: string) => {
    const ticked = toggled(current().length ? current() : options.map(([each]) => each), value);
    set(field, ticked.length === options.length ? [] : ticked);
  };
  refreshers.push(() => {
    const chosen = current();
    for (const { box, value } of made) box.checked = !chosen.length || chosen.includes(value);
  });
  return h("fieldset", null, h("legend", null, title), made.map(({ row }) => row));
}

function signs(context: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const options: [string, string, Element][] = [["+", words.cooperation, stroke(1)], ["-", words.conflict, stroke(-1)], ["0", words.neither, stroke(0)]];
  return boxes(words.sign, "sign", options, set, context, refreshers);
}

function families(context: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const options = context.about.families.map((family): [string, string, null] => [family.name, familyLabel(context.about, family.name), null]);
  return h("details", null, h("summary", null, words.families), boxes(words.families, "families", options, set, context, refreshers));
}

function kinds(context: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const options = context.about.kinds.map((kind): [string, string, Element] => [kind.name, capital(kind.label), glyph(kind.group)]);
  return h("details", null, h("summary", null, words.kinds), boxes(words.kinds, "kinds", options, set, context, refreshers));
}

function select(id: string, title: string, options: [string, string][], chosen: (value: string) => void): { row: HTMLElement; field: HTMLSelectElement } {
  const field = h("select", { id }, options.map(([value, label]) => h("option", { value }, label)));
  field.addEventListener("change", () => chosen(field.value));
  return { row: h("div.field", null, h("label", { for: id }, title), field), field };
}

function credibility(_: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const options = words.credibilities.map((label, at): [string, string] => [String(at + 1), label]);
  const { row, field } = select("credibility", words.credibility, options, (value) => set("min_credibility", value === "4" ? [] : [value]));
  refreshers.push((page) => { field.value = page.lens.fields.min_credibility?.[0] ?? "4"; });
  return row;
}

function disputed(_: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const { row, field } = select("contested", words.disputed, Object.entries(words.disputed_choices), (value) => set("contested", value === "keep" ? [] : [value]));
  refreshers.push((page) => { field.value = page.lens.fields.contested?.[0] ?? "keep"; });
  return row;
}

function worldview(context: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const { box, field } = picker({
    id: "worldview", label: words.worldview, placeholder: words.nobody_chosen, cleared: () => set("worldview", []),
    chosen: (found) => {
      context.labels.set(found.id, found.label);
      set("worldview", [found.id]);
    },
  });
  refreshers.push((page) => {
    const actor = page.lens.fields.worldview?.[0] ?? "";
    if (document.activeElement !== field) field.value = actor && labelOf(context, actor);
  });
  return h("div.field", null, h("label", { for: "worldview" }, words.worldview), box, h("p.fine", null, words.worldview_about));
}

interface Listed {
  id: string;
  label: string;
}

interface Chooser {
  title: string;
  hint: string;
  items: Listed[];
  /** fields that take what was chosen, with the words of their buttons and chips */
  fields: [LensField, string, string][];
}

/** A field that completes, with a button for each way to use what was chosen, and what was chosen as chips. */
function chooser(id: string, { title, hint, items, fields }: Chooser, { store }: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const toggle = (field: LensField, item: string) => set(field, toggled(store.page.lens.fields[field] ?? [], item));
  const input = h("input", { type: "search", list: id, "aria-label": title, placeholder: hint });
  const add = (field: LensField) => () => {
    const found = items.find((item) => item.label === input.value || item.id === input.value);
    if (!found) return input.focus();
    input.value = "";
    return toggle(field, found.id);
  };
  const labels = new Map(items.map((item) => [item.id, item.label]));
  const chip = (field: LensField, word: string) => (item: string) =>
    button(`${word} ${labels.get(item) ?? item} ×`, () => toggle(field, item), { class: "chip", "aria-label": words.remove(labels.get(item) ?? item) });
  const list = h("p.chips");
  refreshers.push((page) => replace(list, fields.flatMap(([field, , word]) => (page.lens.fields[field] ?? []).map(chip(field, word)))));
  return h("details", null, h("summary", null, title), h("div.field", null, input),
    h("datalist", { id }, items.map((item) => h("option", { value: item.label }))),
    h("div.acts", null, fields.map(([field, act]) => button(act, add(field)))), list);
}

function sources(context: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const items = context.about.publications.map((source) => ({ id: source.id, label: `${source.publisher}: ${source.title}` }));
  const fields: Chooser["fields"] = [["without_sources", words.without_source, words.sources_without], ["sources", words.only_source, words.sources_only]];
  return chooser("publications", { title: words.sources, hint: words.source_hint, items, fields }, context, set, refreshers);
}

function relations(context: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const items = context.about.relations.map(({ name, label }) => ({ id: name, label }));
  const fields: Chooser["fields"] = [["relations", words.only_relation, words.sources_only]];
  return chooser("relations", { title: words.relations, hint: words.relation_hint, items, fields }, context, set, refreshers);
}

function more({ about }: Context, set: Set, refreshers: Refresh[]): HTMLElement {
  const fold = select("roll-up", words.roll_up, Object.entries(words.roll_ups), (value) => set("roll_up", value === "none" ? [] : [value]));
  const day = (label: string) => h("input", { type: "date", "aria-label": label, min: about.span.first, max: about.span.last });
  const [first, last] = [day(words.from_day), day(words.to_day)];
  const span = () => (first.value && last.value ? set("between", [first.value, last.value]) : !first.value && !last.value && set("between", []));
  first.addEventListener("change", span);
  last.addEventListener("change", span);
  const sure = h("input", { type: "checkbox", onchange: () => set("sure", sure.checked ? ["true"] : []) });
  refreshers.push(({ lens: { fields } }) => {
    fold.field.value = fields.roll_up?.[0] ?? "none";
    if (fields.between?.length || !first.matches(":focus, :focus-within")) [first.value, last.value] = [fields.between?.[0] ?? "", fields.between?.[1] ?? ""];
    sure.checked = fields.sure?.[0] === "true";
  });
  return h("details", null, h("summary", null, words.more), fold.row,
    h("fieldset", null, h("legend", null, words.between), h("div.pair", null, first, last)), h("label.choice", null, sure, h("span", null, words.sure)));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
