/** Rule 13: what is worth a word, at the step where it was entered and at the check step. */

import { valuesOf } from "../../domain/drafts/drafts.ts";
import { shortName } from "../../domain/members/members.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import type { VisitWarning } from "../../domain/requests/visits.ts";
import { dates, words } from "../../words/en.ts";
import type { Part } from "../form.ts";

const say = words.form.warnings;

export const warningParts = (page: DraftPage): Part[] =>
  page.warnings.map((warning) => ({
    kind: "notice",
    tone: "warning",
    text: warningText(warning, page),
  }));

const warningText = (warning: VisitWarning, { draft, setting, readerTime }: DraftPage): string => {
  switch (warning.kind) {
    case "longerThanFiveDays":
      return say.longerThanFiveDays(warning.days);
    case "shortNotice":
      return say.shortNotice(warning.days);
    case "overlapsSamePair":
      return say.overlapsSamePair(warning.number);
    case "codeYearDiffers":
      return say.codeYearDiffers(warning.codeYear, warning.timingYear);
    case "hostRests": {
      const host = setting.members.find(({ id }) => id === valuesOf(draft.answers).host);
      const day = dates.dayText(warning.on, readerTime.today);
      return say.hostRests(day, host ? shortName(host) : "");
    }
    case "noHead":
      return say.noHead;
    case "listFull":
      return say.listFull;
    case "samePerson":
      return say.samePerson(dates.listText(warning.places.map(String)), warning.same);
  }
};
