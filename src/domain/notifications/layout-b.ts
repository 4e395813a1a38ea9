import { spaced } from "./labels.ts";
import type { Layout } from "./layout.ts";
import { anyOf, onlyOlderLabels } from "./older-labels.ts";
import { cutOlder, firstPages } from "./older-layout.ts";

/** 2018 to 2020: "PN Issue Date", "Timing and Duration", "Closing Date for Applications". */
export const layoutB: Layout = {
  recognises: (plain) => wordsOfOwnLabel.test(plain) && ownLabel.test(firstPages(plain)),
  cut: cutOlder,
};

/** Spares the texts of other years the search for labels. */
const wordsOfOwnLabel =
  /^pn\s*(?:issue|revision)|^timing\s+and|^duration\s*and|and\s*duration$|^number\s*of|^closing\s*dates?\s*for/im;

const ownLabel = new RegExp(`^${spaced(anyOf(onlyOlderLabels))}(?=[ \\t:]|$)`, "im");
