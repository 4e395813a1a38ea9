import { describe, expect, test } from "vitest";
import { participantId, personId } from "../../../src/domain/ids.ts";
import {
  isListFull,
  readPersonLine,
  withPastedPeople,
} from "../../../src/domain/requests/new-people.ts";
import { draftToJapan, travellers } from "../../helpers/builders.ts";

describe("a pasted line is one person", () => {
  test.each([
    ["Director, Training", { position: "Director, Training" }],
    [
      "Director; NTPC; Name of one",
      { position: "Director", organisation: "NTPC", name: "Name of one" },
    ],
    ["Director;; Name of one", { position: "Director", name: "Name of one" }],
    [
      "Director\tNTPC\tHead of delegation",
      { position: "Director", organisation: "NTPC", part: "head" },
    ],
    [
      "a@example.org | Adviser | Policymaker",
      { email: "a@example.org", position: "Adviser", category: "policymaker" },
    ],
    [
      "Trainer; standby; NPO official",
      { position: "Trainer", part: "standby", category: "npoOfficial" },
    ],
    [
      "Trainer; NTPC; Name of one, a@example.org",
      { position: "Trainer", organisation: "NTPC", name: "Name of one", email: "a@example.org" },
    ],
    [
      "Trainer; NTPC; Name of one <a@example.org>; standby",
      {
        position: "Trainer",
        organisation: "NTPC",
        name: "Name of one",
        email: "a@example.org",
        part: "standby",
      },
    ],
    ["Trainer (a@example.org)", { position: "Trainer", email: "a@example.org" }],
    ["Trainer; NTPC; One; Two", { position: "Trainer", organisation: "NTPC", name: "One, Two" }],
  ])("%s", (line, read) => {
    expect(readPersonLine(line)).toEqual(read);
  });
});

describe("pasted lines come on a list of 20 people at most, and what is left stays", () => {
  test.each([
    { listed: 0, pasted: "", taken: [], left: "", full: false },
    { listed: 0, pasted: "Director\n\n 2) Adviser", taken: ["Director", "Adviser"], left: "" },
    { listed: 19, pasted: "- Director", taken: ["Director"], left: "" },
    { listed: 18, pasted: "A\r\nB\r\n• C\nD; NTPC", taken: ["A", "B"], left: "C\nD; NTPC" },
    { listed: 20, pasted: "Director\n * Adviser", taken: [], left: "Director\n * Adviser" },
    { listed: 20, pasted: " \n;", taken: [], left: " \n;", full: false },
  ])("$listed and $pasted", ({ listed, pasted, taken, left, full = left !== "" }) => {
    const draft = draftToJapan({ participants: travellers(listed), answers: { people: pasted } });
    let made = 0;
    const after = withPastedPeople(
      draft,
      { by: personId("liaison"), at: 5, typedAt: 7 },
      { newId: () => participantId(`new-${made++}`), ownNpo: "NTPC" },
    );
    const added = after.participants.slice(listed);
    expect(added.map(({ answers }) => answers.position?.value)).toEqual(taken);
    expect(after.participants.slice(0, listed)).toEqual(draft.participants);
    expect(after.answers.people?.value).toBe(left);
    expect(after.revision - draft.revision).toBe(taken.length > 0 ? 1 : 0);
    expect(isListFull(after)).toBe(full);
  });
});
