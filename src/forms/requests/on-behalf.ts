/** Says on every step on whose behalf an officer acts, and to the NPO who began it. */

import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { words } from "../../words/en.ts";
import type { Part } from "../form.ts";

const say = words.onBehalf;

export const onBehalfParts = ({ draft, setting, onBehalf }: DraftPage): Part[] => {
  if (onBehalf) {
    const text = say.banner(shortName(setting.sender));
    return [{ kind: "heading", text }];
  }
  if (!draft.begunBySecretariat || draft.page === "participant") return [];
  return [{ kind: "notice", tone: "good", text: say.begunForYou }];
};

/** On the check step; the NPO reads it too, only the officer mends it. */
export const evidenceParts = ({ draft, onBehalf }: DraftPage): Part[] => {
  const { id, evidence } = draft;
  if (!evidence) return [];
  const value = say.factEvidenceOf(evidence.text, evidence.on);
  const button = {
    verb: "change-evidence",
    id: pointer("draft", { id }),
    label: say.changeEvidence,
  } as const;
  return [
    { kind: "facts", facts: [{ label: say.factEvidence, value }] },
    ...(onBehalf ? [{ kind: "buttons", buttons: [button] } as const] : []),
  ];
};
