// Colours and marks, the same as in print; on dark paper the tones are turned round and the signs lightened.

import type { Sign } from "../api/types";

export interface Inks {
  ink: string;
  soft: string;
  mute: string;
  paper: string;
  accent: string;
  cooperation: string;
  conflict: string;
  neutral: string;
  unranked: string;
  deep: string;
  middle: string;
  pale: string;
}

export const LIGHT: Inks = {
  ink: "#1B2A33", soft: "#44525A", mute: "#5F6D76", paper: "#FFFFFF", accent: "#0B6E6E",
  cooperation: "#3A93C8", conflict: "#B8350F", neutral: "#8A979E", unranked: "#E6EAEC",
  deep: "#33424B", middle: "#7F8F99", pale: "#B9C3C9",
};

export const DARK: Inks = {
  ink: "#E9EEF0", soft: "#BCC7CD", mute: "#98A6AE", paper: "#12191D", accent: "#4DB8B3",
  cooperation: "#58AEE0", conflict: "#EE7350", neutral: "#7C8A92", unranked: "#2A353B",
  deep: "#D5DEE2", middle: "#84949D", pale: "#55646D",
};

const dark = matchMedia("(prefers-color-scheme: dark)");

export type Theme = "light" | "dark";
let worn: Theme | null = null;

/** Wears what a page around the drawing has chosen for itself; null leaves it to the system. */
export function wear(theme: Theme | null): void {
  worn = theme;
}

export function inks(): Inks {
  return (worn ? worn === "dark" : dark.matches) ? DARK : LIGHT;
}

export function onInksChange(act: () => void): void {
  dark.addEventListener("change", act);
}

export function signInk(sign: Sign, found = inks()): string {
  return sign > 0 ? found.cooperation : sign < 0 ? found.conflict : found.neutral;
}

export interface Mark {
  shape: "ellipse" | "round-rectangle" | "triangle" | "diamond" | "hexagon" | "pentagon" | "polygon";
  tone: "deep" | "middle" | "pale" | "paper";
  /** corners of the mark in a square from -1 to 1, y down; none for a circle */
  corners: readonly (readonly [number, number])[];
}

const regular = (count: number, turn: number): [number, number][] =>
  Array.from({ length: count }, (_, at) => {
    const angle = turn + (2 * Math.PI * at) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });

const SQUARE = [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]] as const;
const DIAMOND = [[0, -1], [1, 0], [0, 1], [-1, 0]] as const;
const UP = [[0, -1], [1, 1], [-1, 1]] as const;
const DOWN = [[-1, -1], [1, -1], [0, 1]] as const;

export const MARKS: Record<string, Mark> = {
  State: { shape: "ellipse", tone: "deep", corners: [] },
  Organization: { shape: "round-rectangle", tone: "middle", corners: SQUARE },
  Person: { shape: "triangle", tone: "pale", corners: UP },
  Policy: { shape: "diamond", tone: "paper", corners: DIAMOND },
  Dispute: { shape: "diamond", tone: "middle", corners: DIAMOND },
  Event: { shape: "hexagon", tone: "paper", corners: regular(6, 0) },
  Asset: { shape: "pentagon", tone: "pale", corners: regular(5, -Math.PI / 2) },
  Place: { shape: "polygon", tone: "paper", corners: DOWN },
};
const OTHER: Mark = { shape: "ellipse", tone: "middle", corners: [] };

export function mark(group: string): Mark {
  return MARKS[group] ?? OTHER;
}

export const SLANTED = new Set(["Policy", "Dispute", "Event"]);
export const FONT = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Roboto, "DejaVu Sans", ' +
  // for names in Chinese and Arabic, which those before mostly lack
  '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "Noto Sans Arabic", "Geeza Pro", sans-serif';
