// How actors and ties look: kind by shape and tone, sign by colour and by the end of the line.

import type { StylesheetJson } from "cytoscape";
import { FONT, MARKS, SLANTED, inks, type Inks } from "./inks";

export function look(): StylesheetJson {
  const found = inks();
  return [...nodeLook(found), ...groupLook(found), ...tieLook(found), ...stateLook(found)];
}

function nodeLook(found: Inks): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: "data(size)", height: "data(size)", shape: "ellipse", "background-color": found.middle,
        "border-width": 0.9, "border-color": found.ink, "font-family": FONT, color: found.ink,
        "text-outline-color": found.paper, "text-outline-opacity": 0.92, "z-index": 10, "min-zoomed-font-size": 4,
      },
    },
    {
      selector: "node.named",
      style: {
        label: "data(short)", "font-size": "data(font)", "text-outline-width": "data(halo)",
        // the typings know no mapping for these two, though the library does
        "text-valign": "data(vertical)" as "bottom", "text-halign": "data(across)" as "center",
        "text-margin-y": "data(down)" as unknown as number, "text-margin-x": "data(aside)" as unknown as number,
      },
    },
    { selector: "node[rank < 10]", style: { "font-weight": 600 } },
    { selector: "node[?ego]", style: { "border-width": 2.4, "border-style": "double" } },
    { selector: "node[?contested]", style: { "outline-width": 1, "outline-color": found.ink, "outline-style": "dashed", "outline-offset": 2 } },
  ] as StylesheetJson;
}

function groupLook(found: Inks): StylesheetJson {
  return Object.entries(MARKS).map(([group, { shape, tone }]) => ({
    selector: `node[group = "${group}"]`,
    style: {
      shape,
      "background-color": found[tone],
      "font-style": SLANTED.has(group) ? "italic" : "normal",
      ...(shape === "polygon" ? { "shape-polygon-points": "-1 -1 1 -1 0 1" } : {}),
    },
  })) as StylesheetJson;
}

function tieLook(found: Inks): StylesheetJson {
  const coloured = (ink: string) => ({
    "line-color": ink, "target-arrow-color": ink, "source-arrow-color": ink, color: ink,
  });
  return [
    {
      selector: "edge",
      style: {
        width: "data(width)", "curve-style": "bezier", "control-point-step-size": 10, "arrow-scale": 0.6,
        "target-arrow-shape": "vee", ...coloured(found.neutral), "line-opacity": "data(shade)" as unknown as number, "target-distance-from-node": 1.5,
        "source-distance-from-node": 1.5,
      },
    },
    { selector: "edge[sign > 0]", style: { "target-arrow-shape": "triangle", ...coloured(found.cooperation) } },
    { selector: "edge[sign < 0]", style: { "target-arrow-shape": "tee", ...coloured(found.conflict), "z-index": 5 } },
    { selector: "edge[?symmetric]", style: { "source-arrow-shape": "triangle" } },
    { selector: "edge[?symmetric][sign < 0]", style: { "source-arrow-shape": "tee" } },
    { selector: "edge[?alleged]", style: { "line-style": "dashed", "line-dash-pattern": [4.2, 2.2], "target-arrow-fill": "hollow" } },
    // dashes as long as the line is wide, with round ends, are dots; the library's own dots cannot be spaced
    { selector: 'edge[via != ""]', style: { "line-style": "dashed", "line-dash-pattern": [0.6, 2.4], "line-cap": "round" } },
    {
      selector: "edge[?contested]",
      style: {
        label: "×", "font-size": 11, "font-weight": 700, "font-family": FONT, "text-outline-color": found.paper,
        "text-outline-width": 1.6,
      },
    },
  ] as StylesheetJson;
}

function stateLook(found: Inks): StylesheetJson {
  return [
    { selector: ".off", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.09, "text-opacity": 0 } },
    { selector: "edge.near", style: { "line-opacity": 1, "z-index": 20 } },
    { selector: "node.here", style: { "background-color": found.accent, "border-color": found.accent, "font-weight": 700 } },
    { selector: "edge.here", style: { "line-opacity": 1, "underlay-color": found.accent, "underlay-opacity": 0.28, "underlay-padding": 3.5, "z-index": 30 } },
    { selector: "node.station", style: { "border-color": found.accent, "border-width": 2.6 } },
    { selector: "node.pinned", style: { "border-width": 2.2, "border-color": found.accent } },
    { selector: "edge.only", style: { "line-opacity": 0.95, width: 1.5 } },
    { selector: "edge.shared", style: { "line-opacity": 0.25, width: 0.8 } },
    { selector: "edge.hop", style: { "line-color": found.accent, "line-style": "dashed", "target-arrow-shape": "none", "line-opacity": 1 } },
    { selector: ":active", style: { "overlay-opacity": 0 } },
  ] as StylesheetJson;
}
