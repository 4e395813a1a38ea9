/** Files that are sent to the bot in a message, and files that it brings to people. */
import { command } from "../typed-command.ts";

/** Of a notification's form, where it has no input for a file. */
export const publishInChat = {
  intro:
    "Best is to send me the Project Notification as a file in our chat: PDF, DOCX or plain text. Its text can be pasted here too, in several boxes: one takes 3,000 characters, and most notifications are longer. An Addendum or Revision changes the programme that it names. You check everything before it is published.",
  paste: "Paste the notification",
  mayBeCut:
    "The box above is full, so the end of the text may be missing. Please paste what follows here, or send me the file in our chat. All that you pasted is still here.",
  longerThanBoxes:
    "The last box is full, so the end of the text may be missing. Please send me the notification as a file in our chat.",
  nothingGiven: "Please paste the notification here, or send me its file in our chat.",
};

export const fileWords = {
  notTaken: {
    picture: {
      headline: "I can't take a picture that is pasted into a message.",
      text: "I have read nothing and passed nothing on. Please attach it as a file, and send it again.",
    },
    elsewhere: {
      headline: "Please send me files in our own chat.",
      text: "I can't take them where others read along, so I have read nothing and passed nothing on.",
    },
  },
  offer: {
    headline: "Is this the endorsement letter of one of your requests?",
    text: "Press the request that it belongs to, soon: I can fetch the file for a while only. Until then I read nothing and pass nothing on.",
    sent: (number: string, host: string) => `${number} to ${host}`,
    hosted: (number: string, sender: string) => `${number} from ${sender}`,
    confirm: (number: string) => ({
      title: `Add the letter to ${number}?`,
      text: "Who reads the request can read the letter then. The other NPO and the APO Secretariat are told.",
      yes: "Add letter",
      no: "Cancel",
    }),
    choose: "Choose the request",
    isLetter: "It's an endorsement letter",
  },
  noneWanted: {
    headline: "No request takes an endorsement letter from you now.",
    text: `Nothing was added, and nothing passed on. To see your requests, type ${command("requests")}.`,
  },
  place: {
    title: "Add letter",
    submit: "Add letter",
    close: "Cancel",
    intro:
      "Who reads the request can read the letter. The other NPO and the APO Secretariat are told.",
    request: { label: "Whose letter, and of which request?" },
    choose: "Choose a request",
    of: (number: string, npo: string) => `${number}: letter of ${npo}`,
    notAll: (shown: number) =>
      `Only ${shown} are listed, those without a letter first. Others have Add letter in the request itself.`,
    missing: "Please choose the request.",
  },
  notAdded: {
    headline: "The letter was not added.",
    fileGone:
      "I can't fetch this file any more. Please send it to me again, and choose its request soon after.",
    fileTooLarge: "This file is larger than 10 MB. Please send me a smaller one.",
    notAnEndorsementLetter:
      "This file is none of PDF, Word (DOCX), PNG or JPEG, whatever its name says. Please send me another.",
    letterThere: "This very file is there already as an endorsement letter of this NPO.",
  },
  given: (name: string) => `I have put ${name} into your files.`,
  notGiven: {
    declined: {
      headline: "You didn't take the letter.",
      text: "It stays with its request, where you can read it at any time.",
    },
    failed: {
      headline: "I couldn't put the letter into your files.",
      text: "It stays with its request. Please try once more, a little later if it happens again.",
    },
  },
  sendAgain: "Send it again",
  sendInChat: {
    headline: (number: string) => `Please send me the letter of ${number} as a file in our chat.`,
    own: "Attach it to a message to me: PDF, Word (DOCX), PNG or JPEG, up to 10 MB. I then ask to which of your requests it belongs; this one is among them.",
    onBehalf:
      "Attach it to a message to me: PDF, Word (DOCX), PNG or JPEG, up to 10 MB. I look first whether it is a Project Notification; then press It's an endorsement letter.",
  },
} as const;
