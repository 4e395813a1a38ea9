/** A workspace is proposed for an organisation: the officers' card, and what waits for their answer. */
import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import type {
  ProposalView,
  WorkspaceProposal,
  WorkspaceStanding,
} from "../../domain/members/workspace-proposals.ts";
import type { Platform } from "../../domain/platform.ts";
import { pointer } from "../../domain/pointers.ts";
import { words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";

const say = words.workspace;

export const workspaceProposed = (view: ProposalView): Message => {
  const { proposal, organisation, joined, readerTime } = view;
  const { platform, name, role, proposedAt } = proposal;
  const of = shortName(organisation);
  return {
    headline: say.card.headline(say.some[platform], of),
    parts: [
      ...leftText(view).map(paragraph),
      {
        kind: "facts",
        facts: [
          { label: say.card.name[platform], value: name },
          {
            label: say.card.joined,
            value: say.card.as(joined, words.invitation.roles[role], of),
          },
          { label: say.card.on, value: say.card.instant(proposedAt.toMillis(), readerTime) },
        ],
      },
      paragraph(meansText(view)),
      paragraph(say.card.roles),
    ],
    buttons: decisionButtons(view),
    why: say.card.why,
  };
};

/** In an officer's `owed`. */
export const proposalItem = (view: ProposalView): MessagePart => {
  const { proposal, organisation, joined, readerTime } = view;
  const [button, ...more] = decisionButtons(view);
  const since = say.duty.joined(joined, proposal.proposedAt.toMillis(), readerTime);
  return {
    kind: "item",
    title: say.duty.title(namedIn(proposal), shortName(organisation)),
    text: [since, ...leftText(view), meansText(view)].join(" "),
    ...(button ? { button } : {}),
    more,
  };
};

const leftText = ({ joined, hasLeft, organisation }: ProposalView): readonly string[] =>
  hasLeft ? [say.card.left(joined, shortName(organisation))] : [];

const meansText = ({ proposal, organisation }: ProposalView): string =>
  (proposal.isClosed ? say.card.meansClosed : say.card.means)(shortName(organisation));

const decisionButtons = ({ proposal, organisation, joined }: ProposalView): Button[] => {
  const id = pointer("workspaceProposal", { id: proposal.id });
  return [
    {
      ...{ verb: "approve-workspace", id, label: say.approve, style: "primary" },
      confirm: say.confirm.approve(shortName(organisation)),
    },
    {
      ...{ verb: "refuse-workspace", id, label: say.refuse, style: "danger" },
      confirm: say.confirm.refuse(joined),
    },
  ];
};

const namedIn = ({ platform, name }: Pick<WorkspaceProposal, "platform" | "name">): string =>
  say.named[platform](name);

/** To the officer who pressed. */
export const workspaceSettled = ({ proposal, organisation, joined }: ProposalView): Message => {
  const named = namedIn(proposal);
  const of = shortName(organisation);
  if (proposal.decided?.decision === "approved")
    return note(say.approved.headline(named, of), say.approved.text(joined));
  const open = say.refused.open(briefName(organisation));
  return {
    ...note(say.refused.headline(named, of), say.refused.text(joined, open)),
    buttons: [
      { verb: "member", id: pointer("organisation", { id: organisation.id }), label: open },
    ],
  };
};

/** Somebody was faster: another officer, or whoever has the machine (`to`: whose it is). */
export const workspaceSettledBefore = (
  { proposal, organisation, decidedBy = "" }: ProposalView,
  to?: Organisation,
): Message => {
  const named = namedIn(proposal);
  if (to) return note(say.meanwhile.bound(named, shortName(to)));
  const decision = proposal.decided?.decision ?? "approved";
  const headline = say.meanwhile[decision](decidedBy, named, shortName(organisation));
  return note(headline, say.meanwhile.text);
};

export const nothingToDecide = (): Message =>
  note(say.nothingToDecide.headline, say.nothingToDecide.text);

/** To whoever joined there; `maySubscribe`: a channel, for their organisation. */
export const toldOfDecision = (
  { proposal, organisation }: ProposalView,
  maySubscribe: boolean,
): Message => {
  const { approved, refused, why } = say.told;
  const named = namedIn(proposal);
  const of = shortName(organisation);
  const { isClosed } = proposal;
  if (proposal.decided?.decision === "approved") {
    const channel = maySubscribe ? [approved.channel] : [];
    return isClosed
      ? { ...note(approved.closed(named), approved.closedText, ...channel), why }
      : { ...note(approved.headline(named, of), ...channel), why };
  }
  return isClosed
    ? { ...note(refused.closed(named), refused.closedText, refused.next), why }
    : { ...note(refused.headline(named, of), refused.text, refused.next), why };
};

/** To whoever types `channel on` before; `asked`: for whom. */
export const notBound = (platform: Platform, asked: Organisation | undefined): Message =>
  note(
    say.notBound.headline(say.here[platform]),
    asked ? say.notBound.asked(shortName(asked)) : say.notBound.notAsked,
  );

/** To everybody where the bot may not be used yet. */
export const notOpenHere = (standing: Exclude<WorkspaceStanding, "open">): Message =>
  note(say.closed[standing].headline, say.closed[standing].text);

const note = (headline: string, ...texts: readonly string[]): Message => ({
  headline,
  parts: texts.map(paragraph),
  buttons: [],
});

const paragraph = (text: string) => ({ kind: "paragraph", text }) as const;
