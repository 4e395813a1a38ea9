import type { Layout } from "./layout.ts";
import { cutOlder, olderFieldsIn } from "./older-layout.ts";

/** 2014 to 2017: numbered labels ("1. Project Code"), the date of issue alone near the top. */
export const layoutA: Layout = {
  recognises: (plain) => {
    if (!startsNumbered.test(plain)) return false;
    const { fields, numbered } = olderFieldsIn(plain);
    return numbered >= 2 && (heading.test(plain) || fields.size >= 3);
  },
  cut: cutOlder,
};

/** Spares the texts of other years the search for labels. */
const startsNumbered = /^[\dIl]{1,2}[.)]/m;

const heading = /\bproject[ \t]+notification\b/i;
