/** The calls that are measured: no two are the same, since Teams' repeats share an answer. */
import { WHOM } from "../../product/helpers/open-product.ts";
import { partsOf } from "../../surfaces/teams/check-card.ts";
import { aMessage, anInvoke, post } from "../../surfaces/teams/harness.ts";
import { TENANT, token } from "../../surfaces/teams/microsoft.ts";
import { type Ready, ready } from "../slack/load.ts";
import type { Case } from "../slack/rounds.ts";
import type { QuickService } from "./service.ts";
import type { TeamsStage } from "./stage.ts";

type Json = Record<string, unknown>;

/** A person's request at its first page: all that its dialog sends with *Next*. */
export interface OpenPage {
  readonly user: string;
  readonly data: Json;
}

let count = 0;

/** Of one person, in their personal chat. */
const own = (user: string): Json => {
  count += 1;
  return {
    id: `f:${count}`,
    timestamp: new Date().toISOString(),
    from: { id: `29:${user}`, name: "Somebody", aadObjectId: user },
    conversation: { id: `a:${user}`, conversationType: "personal", tenantId: TENANT },
  };
};

/** The product's people, each with the first page of a request open. */
export const openPages = async (
  { people, service }: Pick<TeamsStage, "people" | "service">,
  url: string,
): Promise<readonly OpenPage[]> => {
  const at = { url: `${url}/api/messages`, serviceUrl: service.serviceUrl };
  const pages: OpenPage[] = [];
  for (const user of people) {
    await post(at, { ...aMessage(at, { text: "request" }), ...own(user) });
    const open = dataOf(JSON.parse(service.last()), "Open the form");
    const { json } = await post(at, {
      ...anInvoke(at, "task/fetch", { data: open }),
      ...own(user),
    });
    pages.push({ user, data: { ...dataOf(json, "Next"), ...WHOM, host: aHostIn(json) } });
  }
  return pages;
};

/** Whoever asks isn't among them. */
const aHostIn = (drawn: unknown): string => {
  const [host] = partsOf(partsOf(drawn).find(({ id }) => id === "host")?.choices);
  return String(host?.value);
};

const dataOf = (drawn: unknown, title: string): Json => {
  const button = partsOf(drawn).find((part) => part.title === title && part.data !== undefined);
  if (!button) throw new Error(`There is no ${title} in ${JSON.stringify(drawn)}`);
  return button.data as Json;
};

/** A message of Teams' own, as long as it is there: with its HTML twin and the writer's place. */
const AS_TEAMS_SENDS = {
  attachments: [{ contentType: "text/html", content: "<p>help</p>" }],
  entities: [{ type: "clientInfo", locale: "en-US", country: "JP", platform: "Windows" }],
  locale: "en-US",
};

export const casesWith = (
  pages: readonly OpenPage[],
  service: QuickService,
): readonly Case<"product" | "bare">[] => {
  const at = { serviceUrl: service.serviceUrl };
  const headers = {
    authorization: `Bearer ${token(service.serviceUrl, { claims: { exp: inADay() } })}`,
    "content-type": "application/json",
  };
  const each = (total: number, call: (of: OpenPage, index: number) => Json): Ready[] =>
    Array.from({ length: total }, (_, index) => {
      const of = pages[index % pages.length];
      if (!of) throw new Error("There is nobody to call");
      const body = JSON.stringify({ ...call(of, index), ...own(of.user) });
      return ready({ body, headers }, "/api/messages");
    });
  const write = (text: string) => (total: number) =>
    each(total, () => aMessage(at, { ...AS_TEAMS_SENDS, text }));
  const next = (total: number): Ready[] =>
    each(total, ({ data }, index) =>
      anInvoke(at, "task/submit", { data: { ...data, topic: `Kaizen in hospitals, ${index}` } }),
    );
  const said = service.last;
  return [
    { name: "barest teams-ai bot", app: "bare", make: write("help"), said, answer: /"Hello"/ },
    {
      // An hour that no channel can have: what the surface takes by itself, and one write, that it was heard.
      name: "static answer",
      app: "product",
      make: write("channel on 99"),
      said,
      answer: /from 8 to 17/,
    },
    { name: "help", app: "product", make: write("help"), said, answer: /bcn request: ask to/ },
    { name: "next page", app: "product", make: next, answer: /"type":"continue".*"startsOn"/s },
  ];
};

const inADay = (): number => Math.floor(Date.now() / 1000) + 86_400;
