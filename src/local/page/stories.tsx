import { useState } from "react";
import type { LocalState } from "../control-types.ts";
import { makeApi } from "./api.ts";
import { asOf, PLATFORM_NAMES, type Place, type Platform, platformOf } from "./place.ts";
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
  state: LocalState;
  onGo: (place: Place) => void;
  toast: ToastState;
}

/** As it is typed: in Teams one is alone with the bot. */
const typedOn = { slack: (word: string) => `/bcn ${word}`, teams: (word: string) => word };

/** What can be tried, where nothing else stands yet. */
export function Stories({ state, onGo, toast }: Props) {
  const [isBusy, setBusy] = useState(false);
  const here = platformOf(state);
  const begin = async ({ person, word }: Story): Promise<void> => {
    const found = findPerson(state, person, here);
    if (isBusy || !found) return;
    setBusy(true);
    // Said before one is there, so that what it opens is there, too.
    const conversation = await say(found.place, typedOn[found.platform](word), toast);
    onGo({ ...found.place, ...conversation });
    setBusy(false);
  };
  const whereOf = ({ person }: Story): string => {
    const platform = findPerson(state, person, here)?.platform ?? here;
    return platform === here ? "" : `, in ${PLATFORM_NAMES[platform]}`;
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
              <span className="quiet small">
                {" "}
                as {story.person}
                {whereOf(story)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="quiet small">
        You can leave a story half-way: close its form. A request waits as a draft until{" "}
        <kbd>{typedOn[here]("request")}</kbd>. The tiles change the workspace, the name below them
        who you are (on a phone behind the menu); <kbd>{typedOn[here]("help")}</kbd> says what else
        that person can do.
      </p>
    </div>
  );
}

interface Found {
  place: Place;
  platform: Platform;
}

/** Where this person is: if possible where one plays just now. */
function findPerson({ workspaces }: LocalState, person: string, here: Platform): Found | undefined {
  const found = workspaces.flatMap(({ id: team, platform, users }) =>
    users
      .filter(({ name }) => name === person)
      .map(({ id: user }) => ({ place: { team, user }, platform })),
  );
  return found.find(({ platform }) => platform === here) ?? found[0];
}

/** To the bot, where the person is alone with it. */
async function say(
  place: Place,
  text: string,
  toast: ToastState,
): Promise<{ conversation?: string }> {
  const api = makeApi(asOf(place));
  const theirs = await api.state();
  const conversation = theirs?.conversations.find(({ kind }) => kind === "im")?.id;
  toast.check(conversation ? await api.say(conversation, text) : { error: "unreachable" });
  return conversation ? { conversation } : {};
}
