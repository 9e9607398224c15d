// The page of the SPARQL editor; the editor itself is loaded when it is first needed.

import { api } from "../api/client";
import type { Question } from "../api/types";
import { type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import type { Part } from "../frame/frame";
import { ask, BadQuery, type Found } from "../sparql/asking";
import { nameActors } from "../sparql/naming";
import { resultView } from "../sparql/results";
import type { Editor } from "../sparql/editor";
import type { Page } from "../state/page";
import { words } from "../words";

export function sparqlPage(context: Context): Part {
  const { about, store } = context;
  const holder = h("div.editor", null, h("p.waiting", null, words.editor_loading));
  const output = h("section.output", { "aria-label": words.answer });
  const run = button(words.run, () => void start(), { class: "strong" });
  const stop = button(words.stop, () => controller?.abort(), { hidden: true });
  const named = h("select", { "aria-label": words.named_queries }, h("option", { value: "" }, `${words.named_queries} …`));
  let editor: Editor | null = null;
  let controller: AbortController | null = null;
  let found: Found | null = null;
  let questions: Question[] = [];

  const text = () => editor?.text() ?? store.page.query;
  const start = async () => {
    const query = text();
    store.adjust({ query });
    editor?.mark(null);
    controller?.abort();
    controller = new AbortController();
    [run.hidden, stop.hidden] = [true, false];
    replace(output, h("p.waiting", null, words.loading));
    const began = performance.now();
    try {
      found = await ask(query, store.page.lens.name, controller.signal);
      const took = Math.round(performance.now() - began);
      await nameActors(context, found, controller.signal);
      announce(words.answered(found.rows.length));
      show(took);
    } catch (error) {
      found = null;
      fail(error as Error);
    } finally {
      [run.hidden, stop.hidden] = [false, true];
    }
  };
  const fail = (error: Error) => {
    const message = controller?.signal.aborted ? words.stopped : error.message;
    if (error instanceof BadQuery) editor?.mark(error);
    announce(message);
    replace(output, h("p.fault", { role: "alert" }, message));
  };
  const show = (took?: number) => found && replace(output, resultView(context, found, took));

  named.addEventListener("change", () => {
    const chosen = questions.find((question) => question.name === named.value);
    if (chosen) store.change({ query: chosen.text });
    named.value = "";
  });
  void api.questions().then(({ questions: all }) => {
    questions = all;
    named.append(...all.map((question) => h("option", { value: question.name }, question.title)));
  }, () => undefined);
  void import("../sparql/editor").then(({ createEditor }) => {
    replace(holder);
    editor = createEditor(holder, store.page.query || example(), about, { run: () => void start(), changed: (query) => store.adjust({ query }) });
    holder.dataset.ready = "true";
  }, (error: Error) => replace(holder, h("p.fault", { role: "alert" }, error.message)));

  const follow = (page: Page, before: Page) => {
    if (editor && page.query && page.query !== editor.text()) editor.set(page.query);
    if (page.show !== before.show) show();
  };
  const element = h("div.page.sparql", null, h("h1", null, words.views.sparql), h("p.fine", null, words.limits(about.limits.seconds, about.limits.rows), " ", words.keys_editor),
    h("div.acts", null, named), holder, h("div.acts", null, run, stop), output);
  return { element, follow };
}


function example(): string {
  return [
    "# Who restricts trade with whom, by how many claims?",
    "SELECT ?from ?to (COUNT(?claim) AS ?claims) WHERE {",
    "  ?claim rdf:predicate lkg:restrictsTradeWith ;",
    "    rdf:subject ?from ; rdf:object ?to .",
    "}",
    "GROUP BY ?from ?to ORDER BY DESC(?claims) LIMIT 20",
  ].join("\n");
}
