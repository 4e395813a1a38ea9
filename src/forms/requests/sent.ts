import { briefName, shortName } from "../../domain/members/members.ts";
import type { RequestView } from "../../domain/requests/request-view.ts";
import { isOnline, mayFollow } from "../../domain/requests/requests.ts";
import { words } from "../../words/en.ts";
import type { Form } from "../form.ts";

const say = words.card.receipt;

/** The last page: it was sent. Nothing to fill in. */
export const sentPage = (view: RequestView, already: boolean): Form => {
  const { request, sender, host, programme, round, readerTime, onBehalf } = view;
  const { admittedLate, content } = request;
  const how = { admittedLate, isOnline: isOnline(content) };
  const headline = onBehalf
    ? words.onBehalf.receipt(shortName(sender), shortName(host), request.number, how)
    : say.headline(shortName(host), request.number, how);
  const text = [
    say.sent(request.submittedAt.toMillis(), programme.zone, readerTime),
    say.joins(round.number),
    // Sent before, it may have been answered since.
    ...(request.state === "submitted"
      ? [
          (view.hostIsReachable ? say.hostAsked : say.passedOn)(
            briefName(host),
            request.hostAnswerDueOn,
            readerTime.today,
          ),
          say.rest(mayFollow(request), { actsFor: onBehalf && briefName(sender) }),
        ]
      : []),
  ].join(" ");
  return {
    verb: "request",
    pointer: { item: request.id, step: "sent" },
    title: how.isOnline ? words.form.titleOnline : words.form.title,
    close: words.form.closeReceipt,
    savesAsYouType: false,
    parts: [
      { kind: "notice", tone: "good", text: headline },
      ...(already ? [{ kind: "paragraph", text: say.already } as const] : []),
      { kind: "paragraph", text },
    ],
  };
};
