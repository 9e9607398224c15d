// How the editor looks: the names of colours are those of the page, so that light and dark are decided in one place.

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.url, tags.namespace, tags.propertyName], color: "var(--cooperation-text)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], fontStyle: "italic" },
  { tag: [tags.string, tags.number, tags.literal], color: "var(--conflict-text)" },
  { tag: tags.comment, color: "var(--mute)" },
]);

const SHADE = "0 0.6rem 2rem rgb(10 20 26 / 16%)";

export const THEME = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "0.95rem" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "11rem", maxHeight: "60vh" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--mute)", border: "0" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--rule)", boxShadow: SHADE },
  ".cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem !important", fontFamily: "var(--mono)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent) !important", color: "var(--on-accent) !important" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--sans)", opacity: "0.8" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: "0 0.8rem", fontFamily: "var(--sans)", fontSize: "0.9rem" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", whiteSpace: "pre-wrap", maxWidth: "40rem" },
});
