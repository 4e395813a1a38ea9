/** The calls that are measured: no two are the same, since the product refuses a replay. */
import { makePerson, type Person } from "../../product/helpers/client.ts";
import type { View } from "../../product/helpers/fake-slack.ts";
import { type Ready, ready } from "./load.ts";
import type { Case } from "./rounds.ts";
import type { AppName, Stage } from "./stage.ts";

/** The product's people, each with the first page of a request open. */
export const openDrafts = async (stage: Stage, url: string): Promise<Drafts> => {
  const drafts = [];
  for (const user of stage.people) {
    const person = makePerson(stage.slack, { url }, user);
    drafts.push({ person, view: await person.open("request") });
  }
  return drafts;
};

export type Drafts = readonly { readonly person: Person; readonly view: View }[];

export const casesWith = (drafts: Drafts): readonly Case<AppName>[] => {
  const each = (count: number, call: (of: Drafts[number], index: number) => Ready): Ready[] =>
    Array.from({ length: count }, (_, index) => {
      const of = drafts[index % drafts.length];
      if (!of) throw new Error("There is nobody to call");
      return call(of, index);
    });
  const typing = (count: number): Ready[] =>
    each(count, ({ person, view }, index) =>
      ready(person.typeCall(view, { ...typedBefore, topic: `Kaizen in hospitals, ${index}` })),
    );
  const command = (text: string) => (count: number) =>
    each(count, ({ person }) => ready(person.commandCall(text)));

  return [
    { name: "bare Bolt", app: "bare", make: command("help"), answer: /^HTTP/ },
    // The targets are of the line above; these say what is possible on the way there.
    { name: "bare Bolt, typing", app: "bare", make: typing, answer: /^HTTP/ },
    { name: "one read", app: "asking", make: command("help"), answer: /^HTTP/ },
    { name: "one write", app: "asking", make: typing, answer: /^HTTP/ },
    {
      // An hour that no channel can have: said from the words alone, of nobody is anything read.
      name: "static answer",
      app: "product",
      targets: [0.9, 0.9],
      make: command("channel on 99"),
      answer: /from 8 to 17/,
    },
    {
      name: "help",
      app: "product",
      targets: [0.45, 0.6],
      make: command("help"),
      answer: /\/bcn request: ask to visit/,
    },
    {
      name: "draft save",
      app: "product",
      targets: [0.2, 0.2],
      make: typing,
      answer: /\r\n\r\n0\r\n\r\n$|content-length: 0/i,
    },
  ];
};

const typedBefore = {
  objectives: "See how a ward measures and shortens its waiting times. ".repeat(8).trim(),
};
