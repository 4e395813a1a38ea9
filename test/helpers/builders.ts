/** The programme of 2023 and its parties as plain values; every default can be overridden. */
import { readFileSync } from "node:fs";
import {
  type Answers,
  type Draft,
  type DraftParticipant,
  mergeSave,
  type SavedAnswers,
} from "../../src/domain/drafts/drafts.ts";
import {
  organisationId,
  participantId,
  personId,
  programmeId,
  requestId,
  roundId,
  SECRETARIAT,
} from "../../src/domain/ids.ts";
import type { Organisation } from "../../src/domain/members/members.ts";
import type { Notification } from "../../src/domain/notifications/notification.ts";
import type { Person, RoleName } from "../../src/domain/people.ts";
import {
  DEFAULT_REMINDERS,
  DEFAULT_ZONE,
  type Programme,
} from "../../src/domain/programmes/programmes.ts";
import type { Round } from "../../src/domain/programmes/rounds.ts";
import type { Setting } from "../../src/domain/requests/request-problems.ts";
import { DateTime } from "../../src/domain/time.ts";

/** Noon of Monday 20 March 2023 in Tokyo: both rounds are open. */
export const noonOf20March = DateTime.fromISO("2023-03-20T12:00", { zone: "Asia/Tokyo" });

export const organisation = (over: Partial<Organisation> & Pick<Organisation, "name">) => ({
  id: organisationId(over.name),
  kind: "npo" as const,
  aliases: [],
  npo: null,
  acronym: null,
  telephone: null,
  zone: "Etc/UTC",
  weekend: [6, 7],
  holidays: [],
  active: true,
  ...over,
});

export const fiji: Organisation = organisation({
  id: organisationId("FJ"),
  name: "Fiji",
  npo: "National Training and Productivity Centre, Fiji National University",
  acronym: "NTPC",
  zone: "Pacific/Fiji",
});

/** Closed on the spring equinox. */
export const japan: Organisation = organisation({
  id: organisationId("JP"),
  name: "Japan",
  npo: "Japan Productivity Center",
  acronym: "JPC",
  zone: "Asia/Tokyo",
  holidays: ["2023-03-21"],
});

/** Rests on Friday and Saturday. */
export const bangladesh: Organisation = organisation({
  id: organisationId("BD"),
  name: "Bangladesh",
  npo: "National Productivity Organisation, Ministry of Industries",
  acronym: "NPO",
  zone: "Asia/Dhaka",
  weekend: [5, 6],
});

/** Listed but suspended (docs/product.md, rule 6). */
const hongKong: Organisation = organisation({
  id: organisationId("HK"),
  name: "Hong Kong",
  zone: "Asia/Hong_Kong",
  active: false,
});

export const secretariat: Organisation = organisation({
  id: SECRETARIAT,
  kind: "secretariat",
  name: "APO Secretariat",
  zone: "Asia/Tokyo",
});

export const organisations: readonly Organisation[] = [
  bangladesh,
  fiji,
  hongKong,
  japan,
  secretariat,
];

/** Named by role and member: "liaison, Fiji"; the same role and organisation are the same person. */
export const person = (role: RoleName, of: Organisation, over: Partial<Person> = {}): Person => ({
  id: personId(`${role}-${of.id}`),
  name: `${role}, ${of.name}`,
  roles: [{ organisation: of.id, role }],
  zone: of.zone,
  ...over,
});

export const liaisonOfFiji = person("liaison", fiji);
export const officer = person("officer", secretariat);
/** Somebody in a workspace who has no role anywhere. */
export const stranger = person("liaison", fiji, {
  id: personId("stranger"),
  name: "stranger",
  roles: [],
});

export const firstRound: Round = { id: roundId("first"), number: 1, closesOn: "2023-03-31" };
export const secondRound: Round = { id: roundId("second"), number: 2, closesOn: "2023-06-30" };

const notification: Notification = JSON.parse(
  readFileSync(new URL("../fixtures/notifications/layout-c.json", import.meta.url), "utf8"),
);

export const programmeOf2023 = (over: Partial<Programme> = {}): Programme => ({
  publishedAt: noonOf20March,
  id: programmeId("bcn-2023"),
  projectCode: "23-SN-03-GE-BCN-C",
  version: 1,
  title: "Bilateral Cooperation between NPOs (BCN)",
  timing: { startsOn: "2023-01-01", endsOn: "2023-12-31" },
  zone: DEFAULT_ZONE,
  caps: { virtual: 10, faceToFace: 4 },
  endorsement: "optional",
  reminders: DEFAULT_REMINDERS,
  rounds: [firstRound, secondRound],
  notification,
  ...over,
});

/** The programme announcing something else in its notification. */
export const programmeNoting = (noted: Partial<Notification>): Programme =>
  programmeOf2023({ notification: { ...notification, ...noted } });

export const typed = (answers: Answers, savedAt = 1): SavedAnswers =>
  mergeSave({}, answers, savedAt);

/** The `place`-th traveller, from 1: the first leads the delegation. */
export const traveller = (place: number, over: Answers = {}): DraftParticipant => ({
  id: participantId(`traveller-${place}`),
  answers: typed({
    position: "Director of Training",
    organisation: "Ministry of Employment",
    category: "policymaker",
    part: place === 1 ? "head" : "participant",
    attendance: "travels",
    name: null,
    email: null,
    ...over,
  }),
});

export const travellers = (count: number, over: Answers = {}): DraftParticipant[] =>
  Array.from({ length: count }, (_, index) => traveller(index + 1, over));

/** What Fiji types to visit Japan for three days in July. */
export const answersToJapan: Answers = {
  host: "JP",
  spoken: "yes",
  topic: "Kaizen in public hospitals",
  objectives: "See how a ward measures and shortens its waiting times.",
  modality: "faceToFace",
  startsOn: "2023-07-10",
  endsOn: "2023-07-12",
  outcomes: "A plan for two hospitals.",
};

type TypedDraft = Partial<Omit<Draft, "answers">> & { readonly answers?: Answers };

/** Four people from Fiji to Japan, nothing missing; `answers` are laid over the complete ones. */
export const draftToJapan = ({ answers = {}, ...over }: TypedDraft = {}): Draft => ({
  id: requestId("draft-of-fiji"),
  programmeId: programmeId("bcn-2023"),
  sender: fiji.id,
  begunBy: liaisonOfFiji.id,
  heldBy: liaisonOfFiji.id,
  page: "check",
  item: null,
  answers: typed({ ...answersToJapan, ...answers }),
  participants: travellers(4),
  savedAt: noonOf20March.toJSDate(),
  revision: 1,
  removals: [],
  snapshots: {},
  ...over,
});

/** Fiji asks on Monday 20 March 2023. */
export const setting = (over: Partial<Setting> = {}): Setting => ({
  programme: programmeOf2023(),
  sender: fiji,
  members: organisations,
  today: "2023-03-20",
  ...over,
});
