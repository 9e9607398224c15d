// The editor: colours, completion from the ontology, and the place of a fault underlined.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { sparql } from "codemirror-lang-sparql";
import type { About } from "../api/types";
import { words } from "../words";
import type { BadQuery } from "./asking";
import { completer } from "./completing";
import { COLOURS, THEME } from "./theme";

export interface Editor {
  text(): string;
  set(text: string): void;
  /** Underlines a fault, or nothing. */
  mark(fault: BadQuery | null): void;
}

interface Told {
  run: () => void;
  changed: (text: string) => void;
}

export function createEditor(parent: HTMLElement, text: string, about: About, told: Told): Editor {
  const run = { key: "Mod-Enter", run: () => (told.run(), true), preventDefault: true };
  // in a shadow root its styles are adopted sheets; elsewhere it would add style elements, which the policy refuses
  const root = parent.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root as unknown as Element,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([run])), lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), sparql(), syntaxHighlighting(COLOURS), THEME, EditorView.lineWrapping,
        autocompletion({ override: [completer(about)], icons: false }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": words.query, spellcheck: "false" }),
        EditorView.updateListener.of((update) => update.docChanged && told.changed(update.state.doc.toString())),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    set: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    mark: (fault) => view.dispatch(setDiagnostics(view.state, fault ? [diagnostic(view.state, fault)] : [])),
  };
}

function diagnostic(state: EditorState, fault: BadQuery): { from: number; to: number; severity: "error"; message: string } {
  const line = state.doc.line(Math.min(Math.max(fault.line, 1), state.doc.lines));
  const from = Math.min(line.from + Math.max(fault.column - 1, 0), line.to);
  const word = /^[^\s.;,(){}]+/.exec(state.sliceDoc(from, line.to))?.[0] ?? "";
  // a fault at the end of a line has no letter of its own: the last one is underlined
  const to = from + word.length || line.to;
  return { from: to > from ? from : Math.max(line.from, from - 1), to: Math.max(to, from), severity: "error", message: fault.message };
}
