/** What `members` shows: the list, one organisation with its people, and the form that corrects it. */

import type { FactName, Member } from "../../domain/members/member-facts.ts";
import type {
  Holder,
  MemberLine,
  MemberView,
  OpenInvitation,
  Post,
} from "../../domain/members/member-views.ts";
import { briefName, shortName } from "../../domain/members/members.ts";
import type { RoleName } from "../../domain/people.ts";
import { pointer } from "../../domain/pointers.ts";
import { dayIn, type ReaderTime } from "../../domain/time.ts";
import { theirs, words } from "../../words/en.ts";
import type { Fact, Form, FormButton, Part } from "../form.ts";

const say = words.member;
const { roles } = words.invitation;

/** A row a member: 22 of them leave room in a modal's hundred blocks. */
export const memberList = (lines: readonly MemberLine[], unknown?: string): Form => ({
  verb: "members",
  pointer: { step: "list" },
  title: say.list.title,
  close: say.list.close,
  savesAsYouType: false,
  parts: [
    ...(unknown
      ? [{ kind: "notice", tone: "warning", text: say.list.none(unknown) } as const]
      : []),
    { kind: "quiet", text: introOf(lines) },
    ...lines.map(memberRow),
  ],
});

const introOf = (lines: readonly MemberLine[]): string => {
  const npos = lines.filter(({ member }) => member.kind === "npo");
  const isAll = npos.length < lines.length;
  const uncertain = lines.filter(({ member }) => member.uncertain.length > 0).length;
  return isAll ? say.list.intro(npos.length, uncertain) : say.list.own;
};

const memberRow = ({ member, posts, vacant }: MemberLine): Part => ({
  kind: "row",
  title: shortName(member),
  text: [
    ...(member.active ? [] : [say.list.suspended]),
    ...(member.npo ? [say.list.name(member.npo, member.uncertain.includes("npo"))] : []),
    [
      say.list.place(member.zone, member.weekend, member.uncertain.includes("weekend")),
      say.list.telephone(member.telephone),
    ].join("; "),
    posts.length === 0 ? say.list.nobody : postsText(posts, vacant),
  ].join("\n"),
  button: { verb: "member", id: pointer("organisation", { id: member.id }), label: say.list.open },
});

const POSTS: readonly RoleName[] = ["liaison", "backup", "head", "officer", "admin"];

/** In the order of the posts, vacant ones among them. */
const postsText = (posts: readonly Post[], vacant: readonly RoleName[]): string =>
  POSTS.flatMap((role) => [
    ...posts.filter((post) => post.role === role).map(postText),
    ...(vacant.includes(role) ? [`${say.list.roles[role]}: ${say.vacant}`] : []),
  ]).join("; ");

const postText = ({ role, name, reach }: Post): string =>
  `${say.list.roles[role]}: ${theirs(name)}${reach === "chat" ? "" : ` (${say.reach[reach]})`}`;

/** What was done just now stands above. */
export interface Note {
  readonly tone: "good" | "warning";
  readonly text: string;
}

export const memberPage = (view: MemberView, note?: Note): Form => ({
  verb: "members",
  pointer: { step: "member", item: pointer("organisation", { id: view.member.id }) },
  title: view.member.name,
  close: say.page.close,
  savesAsYouType: false,
  parts: [
    ...(note ? [{ kind: "notice", ...note } as const] : []),
    { kind: "paragraph", text: nameOf(view.member) },
    { kind: "facts", facts: factsOf(view) },
    ...buttons(factButtons(view)),
    { kind: "heading", text: say.page.people },
    ...peopleParts(view),
    ...invitationParts(view),
    ...buttons(pageButtons(view)),
  ],
});

const buttons = (given: readonly FormButton[]): Part[] =>
  given.length > 0 ? [{ kind: "buttons", buttons: given }] : [];

const nameOf = ({ npo, acronym, kind, name, uncertain }: Member): string => {
  const full = theirs(npo ?? (kind === "npo" ? say.page.noName : name));
  const short = acronym && npo ? `${theirs(acronym)}, ${full}` : full;
  return uncertain.includes("npo") ? `${short} (${say.page.notConfirmed})` : short;
};

const factsOf = ({ member, now }: MemberView): Fact[] => {
  const marked = (fact: FactName, text: string): string =>
    member.uncertain.includes(fact) ? `${text} (${say.page.notConfirmed})` : text;
  return [
    {
      label: say.page.zone,
      value: marked("zone", say.page.zoneNow(member.zone, now.toMillis())),
    },
    { label: say.page.weekend, value: marked("weekend", say.page.weekendDays(member.weekend)) },
    {
      label: say.page.telephone,
      value: marked("telephone", member.telephone ?? say.page.noTelephone),
    },
    ...(member.kind === "npo"
      ? [
          {
            label: say.page.membership,
            value: member.active ? say.page.active : say.page.suspended,
          },
        ]
      : []),
  ];
};

const factButtons = ({ member: { id }, may }: MemberView): FormButton[] => [
  ...(may.correct
    ? [
        {
          verb: "correct-member",
          id: pointer("organisation", { id }),
          label: say.page.correct,
        } as const,
      ]
    : []),
  ...(may.keepCalendar
    ? [{ verb: "calendar", id: pointer("organisation", { id }), label: say.page.calendar } as const]
    : []),
];

const pageButtons = ({ member: { id }, may }: MemberView): FormButton[] => [
  ...(may.invite
    ? [{ verb: "invite", id: pointer("organisation", { id }), label: say.page.invite } as const]
    : []),
  ...(may.list ? [{ verb: "all-members", id: "all", label: say.page.all } as const] : []),
];

/** In the order of the posts, vacant ones among them. */
const peopleParts = (view: MemberView): Part[] =>
  POSTS.flatMap((role): Part[] => [
    ...view.holders.filter((one) => one.role === role).flatMap((one) => holderParts(one, view)),
    ...(view.vacant.includes(role)
      ? [{ kind: "paragraph", text: `${roles[role]}: ${say.vacant}` } as const]
      : []),
  ]);

const holderParts = (holder: Holder, view: MemberView): Part[] => [
  { kind: "paragraph", text: holderText(holder) },
  ...buttons(holderButtons(holder, view)),
];

const holderText = ({ role, name, isReader, reach, drafts }: Holder): string => {
  const more = [
    ...(isReader ? [say.page.you] : []),
    ...(reach === "chat" ? [] : [say.reach[reach]]),
    ...(drafts > 0 ? [say.page.holds(drafts)] : []),
  ];
  return `${roles[role]}: ${theirs(name)}${more.length > 0 ? ` (${more.join(", ")})` : ""}`;
};

const holderButtons = (
  { person, name, role, isReader, mayRemove, mayAddAccount, drafts }: Holder,
  { member }: MemberView,
): FormButton[] => [
  ...(mayAddAccount
    ? [
        {
          verb: "add-account",
          id: pointer("account", { organisation: member.id, person }),
          label: say.page.addAccount,
        } as const,
      ]
    : []),
  ...(mayRemove
    ? [
        {
          verb: "remove-role",
          id: pointer("post", { organisation: member.id, person, role }),
          label: say.page.remove,
          style: "danger",
          confirm: {
            title: say.confirmRemove.title(name),
            text: [
              ...(isReader ? [say.confirmRemove.own] : []),
              say.confirmRemove.text(name, roles[role], briefName(member)),
              ...(drafts > 0 ? [say.confirmRemove.drafts(drafts)] : []),
            ].join(" "),
            yes: say.confirmRemove.yes,
            no: say.confirmRemove.no,
          },
        } as const,
      ]
    : []),
];

const invitationParts = ({ invitations, readerTime }: MemberView): Part[] =>
  invitations.length === 0
    ? []
    : [
        { kind: "heading", text: say.page.invitations },
        ...invitations.map((one) => invitationPart(one, readerTime)),
      ];

const invitationPart = (one: OpenInvitation, { zone, today }: ReaderTime): Part => {
  const until = dayIn(one.expiresAt, zone);
  const text = one.forKnownPerson
    ? say.page.accountInvitation(one.name, until, today, one.invitedBy)
    : say.page.invitation(roles[one.role], one.name, until, today, one.invitedBy);
  const { title, yes, no } = say.confirmRevoke;
  const confirm = { title, text: say.confirmRevoke.text(one.name), yes, no };
  return one.mayRevoke
    ? {
        kind: "row",
        text,
        button: {
          verb: "revoke-invitation",
          id: pointer("invitation", { id: one.id }),
          label: say.page.revoke,
          confirm,
        },
      }
    : { kind: "paragraph", text };
};
