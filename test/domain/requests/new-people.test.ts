import { describe, expect, test } from "vitest";
import { readPersonLine } from "../../../src/domain/requests/new-people.ts";

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
