/** All that people read, in English, under typed keys. Another language is another file of this shape. */
import { actingWords, actionWords } from "./en/actions.ts";
import { admissionWords } from "./en/admission.ts";
import { assignmentWords } from "./en/assignment.ts";
import { calendarWords } from "./en/calendar.ts";
import { cardWords } from "./en/cards.ts";
import { chatWords } from "./en/chat.ts";
import { draftTogether } from "./en/draft-together.ts";
import { fileWords } from "./en/files.ts";
import { homeWords } from "./en/home.ts";
import { invitationWords } from "./en/invitations.ts";
import { memberWords } from "./en/members.ts";
import { onBehalfWords } from "./en/on-behalf.ts";
import { programmeNewsWords } from "./en/programme-news.ts";
import { requestForm } from "./en/request-form.ts";
import { stateWords } from "./en/states.ts";
import { workspaceWords } from "./en/workspaces.ts";
import { isolating } from "./isolated.ts";

export * from "./en/cli.ts";
export * as dates from "./en/dates.ts";
export { publishInChat } from "./en/files.ts";
export * from "./en/notification.ts";
export * from "./en/publish.ts";
export { theirs } from "./isolated.ts";

export const words = isolating({
  action: actionWords,
  acting: actingWords,
  admission: admissionWords,
  form: requestForm,
  together: draftTogether,
  card: cardWords,
  chat: chatWords,
  home: homeWords,
  invitation: invitationWords,
  onBehalf: onBehalfWords,
  assignment: assignmentWords,
  state: stateWords,
  programmeNews: programmeNewsWords,
  member: memberWords,
  calendar: calendarWords,
  file: fileWords,
  workspace: workspaceWords,
} as const);
