// Questions that the keepers of the graph wrote down: forms to fill, with the SPARQL behind them.

import { api } from "../api/client";
import type { Answer, Parameter, Question } from "../api/types";
import { lensQuery, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { picker } from "../dom/picker";
import type { Part } from "../frame/frame";
import { Asker } from "../panels/panel";
import type { Page } from "../state/page";
import { words } from "../words";

export function questionsPage(context: Context): Part {
  const { store } = context;
  const list = h("ul.questions");
  const detail = h("section.question", { "aria-live": "off" }, h("p.fine", null, words.choose_question));
  const filter = h("input", { type: "search", "aria-label": words.search_questions, placeholder: words.search_questions });
  let questions: Question[] = [];
  let shown = "";

  const showList = () => {
    const text = filter.value.toLowerCase();
    const rows = questions.filter((question) => `${question.title} ${question.name}`.toLowerCase().includes(text));
    replace(list, rows.map((question) => h("li", null, button(question.title, () => store.change({ question: question.name, answers: {} }),
      { class: "link", ...(question.name === store.page.question ? { "aria-current": "true" } : {}) }))));
  };
  filter.addEventListener("input", showList);

  const follow = (page: Page) => {
    showList();
    const question = questions.find((each) => each.name === page.question);
    const key = `${page.question} ${JSON.stringify(page.answers)} ${lensQuery(page.lens)}`;
    if (!question || key === shown) return;
    shown = key;
    replace(detail, form(context, question));
  };
  void api.questions().then((found) => {
    questions = found.questions;
    follow(store.page);
  }, (error: Error) => replace(list, h("li.fault", { role: "alert" }, error.message)));
  const element = h("div.page.ask", null, h("h1", null, words.views.questions), h("p.subhead", null, words.questions), h("div.columns", null, h("nav", { "aria-label": words.views.questions }, filter, list), detail));
  return { element, follow };
}

function form(context: Context, question: Question): Node[] {
  const { store } = context;
  const values: Record<string, string> = {};
  for (const parameter of question.parameters) values[parameter.name] = store.page.answers[parameter.name] ?? parameter.default ?? "";
  const body = h("div.answer");
  const asker = new Asker(body);
  const given = Object.keys(store.page.answers).length > 0;
  const ask = () => void asker.ask(JSON.stringify(values), () => api.answer(question.name, values, dateless(context)), (answer) => {
    announce(words.answered(answer.rows.length));
    return answerTable(context, answer);
  });
  const fields = question.parameters.map((parameter) => field(context, parameter, values));
  const made = h("form", { onsubmit: (event: Event) => {
    event.preventDefault();
    // asking again with the same answers changes no address, and must ask all the same
    if (JSON.stringify(store.page.answers) === JSON.stringify(values)) ask();
    else store.change({ answers: { ...values } });
  } }, fields, h("button.strong", { type: "submit" }, words.ask));
  if (given || !question.parameters.length) ask();
  const sparql = h("details", null, h("summary", null, words.show_query), h("pre", { tabindex: 0 }, question.text),
    button(words.open_query, () => store.change({ view: "sparql", query: question.text })));
  return [h("h2", null, question.title), made, body, sparql];
}

/** Questions have dates of their own: those of the lens are left to them. */
function dateless({ store }: Context): URLSearchParams {
  const lens = new URLSearchParams();
  if (store.page.lens.name) lens.set("lens", store.page.lens.name);
  return lens;
}

function field(context: Context, parameter: Parameter, values: Record<string, string>): HTMLElement {
  const id = `answer-${parameter.name}`;
  const label = h("label", { for: id }, parameter.description || parameter.name);
  if (parameter.type === "actor") {
    const made = picker({ id, label: parameter.description, value: values[parameter.name] ?? "", chosen: (found) => { values[parameter.name] = found.label; } });
    made.field.addEventListener("input", () => { values[parameter.name] = made.field.value; });
    return h("div.field", null, label, made.box);
  }
  if (parameter.type === "relation") return relationField(context, parameter, values, id, label);
  const kind = parameter.type === "date" ? "date" : parameter.type === "number" ? "number" : "text";
  const input = h("input", { id, type: kind, value: values[parameter.name] ?? "", ...(kind === "number" ? { step: "any" } : {}) });
  input.addEventListener("input", () => { values[parameter.name] = input.value; });
  return h("div.field", null, label, input);
}

function relationField({ about }: Context, parameter: Parameter, values: Record<string, string>, id: string, label: HTMLElement): HTMLElement {
  const choice = h("select", { id }, about.relations.map((relation) => h("option", { value: relation.name }, relation.label)));
  choice.value = values[parameter.name] ?? "";
  choice.addEventListener("change", () => { values[parameter.name] = choice.value; });
  return h("div.field", null, label, choice);
}

function answerTable({ store }: Context, answer: Answer): Node[] {
  const cell = (value: Answer["rows"][number][number]): Node | string => {
    if (!value) return "";
    const actor = value.iri?.split("/actor/")[1];
    return actor ? button(value.label, () => store.change({ view: "map", actor }), { class: "link" }) : value.label || value.value;
  };
  const rows = answer.rows.map((row) => h("tr", null, row.map((value) => h("td", null, cell(value)))));
  const caption = [words.rows(answer.rows.length), answer.note].filter(Boolean).join(" · ");
  return [h("div.scroll", { tabindex: 0, role: "region", "aria-label": words.answer }, h("table", null, h("caption", null, caption),
    h("thead", null, h("tr", null, answer.columns.map((column) => h("th", { scope: "col" }, column.replaceAll("_", " "))))), h("tbody", null, rows)))];
}
