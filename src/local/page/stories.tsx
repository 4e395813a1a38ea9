import { useState } from "react";
import { cast } from "../cast.ts";
import { makeApi } from "./api.ts";
import { asOf, type Place } from "./place.ts";
import type { ToastState } from "./toast.tsx";

interface Story {
  title: string;
  /** Whom one is then. */
  person: string;
  /** What is typed for them. */
  word: string;
  press: string;
  text: string;
}

const STORIES: readonly Story[] = [
  {
    title: "An officer publishes",
    person: "Officer, Secretariat",
    word: "publish",
    press: "Publish a programme",
    text: "The 2023 programme is here already. Upload docs/walk/notification.txt and see what it changes.",
  },
  {
    title: "A sender requests",
    person: "Liaison, Fiji",
    word: "request",
    press: "Request a visit",
    text: "Five steps, to Japan for instance. What you type is saved at once.",
  },
  {
    title: "A host answers",
    person: "Liaison, Japan",
    word: "owed",
    press: "See what is waiting",
    text: "Once Fiji has sent its request to Japan: it waits here, with the buttons to answer it.",
  },
];

interface Props {
  command: string;
  onGo: (place: Place) => void;
  toast: ToastState;
}

/** What can be tried, where nothing else stands yet. */
export function Stories({ command, onGo, toast }: Props) {
  const [isBusy, setBusy] = useState(false);
  const begin = async ({ person, word }: Story): Promise<void> => {
    const place = placeOf(person);
    if (isBusy || !place) return;
    setBusy(true);
    // Said before one is there, so that what it opens is there, too.
    toast.check(await makeApi(asOf(place)).say(place.conversation, `${command} ${word}`));
    onGo(place);
    setBusy(false);
  };
  return (
    <div className="nothing stories">
      <p className="nothing-title">No messages here yet. Three stories to try:</p>
      <ol>
        {STORIES.map((story) => (
          <li key={story.word}>
            <h2>{story.title}</h2>
            <p className="quiet">{story.text}</p>
            <button
              type="button"
              className="button"
              aria-busy={isBusy}
              onClick={() => void begin(story)}
            >
              {story.press}
              <span className="quiet small"> as {story.person}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className="quiet small">
        You can leave a story half-way: close its form. A request waits as a draft until{" "}
        <kbd>{command} request</kbd>. The tiles change the workspace, the name below them who you
        are (on a phone behind the menu); <kbd>{command} help</kbd> says what else that person can
        do.
      </p>
    </div>
  );
}

/** In their direct messages with the bot. */
function placeOf(person: string): (Place & { conversation: string }) | undefined {
  for (const { id: team, users } of cast) {
    const user = users.find(({ name }) => name === person)?.id;
    if (user) return { team, user, conversation: `D${user.slice(1)}` };
  }
  return undefined;
}
