import type { ParticipantId } from "../ids.ts";

/** Rule 9: every participant is one of these. */
export const CATEGORIES = ["highLevelOfficial", "policymaker", "npoOfficial"] as const;
type Category = (typeof CATEGORIES)[number];

export const PARTS = ["head", "participant", "standby"] as const;
export type PartInDelegation = (typeof PARTS)[number];

/** With both a face-to-face and a virtual part, some may take part online only. */
export const ATTENDANCES = ["travels", "online"] as const;
export type Attendance = (typeof ATTENDANCES)[number];

export type Modality = "faceToFace" | "virtual" | "both";

export interface Participant {
  readonly id: ParticipantId;
  readonly position: string;
  readonly organisation: string;
  readonly category: Category;
  readonly part: PartInDelegation;
  /** Counts only when the modality is "both"; who doesn't say travels. */
  readonly attendance: Attendance;
  readonly name: string | null;
  readonly email: string | null;
}

export interface Caps {
  readonly virtual: number;
  readonly faceToFace: number;
}

export type CapProblem =
  | { readonly kind: "tooManyTravel"; readonly most: number; readonly count: number }
  | { readonly kind: "tooManyInAll"; readonly most: number; readonly count: number };

/**
 * Rule 1, "Up to 10 for a virtual activity or four for a face-to-face activity": the head of
 * delegation counts, standby participants don't; with both parts at most 4 travel and 10 in all.
 */
export const capProblem = (
  roster: readonly Pick<Participant, "part" | "attendance">[],
  modality: Modality,
  caps: Caps,
): CapProblem | undefined => {
  const counted = roster.filter(({ part }) => part !== "standby");
  const travelling = counted.filter(({ attendance }) => travels(modality, attendance));
  if (travelling.length > caps.faceToFace) {
    return { kind: "tooManyTravel", most: caps.faceToFace, count: travelling.length };
  }
  if (counted.length > caps.virtual && modality !== "faceToFace") {
    return { kind: "tooManyInAll", most: caps.virtual, count: counted.length };
  }
  return undefined;
};

const travels = (modality: Modality, attendance: Attendance): boolean =>
  modality === "faceToFace" || (modality === "both" && attendance === "travels");
