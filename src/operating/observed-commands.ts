import type { ChatAccount, Commands, Reply, Written } from "../surfaces/command.ts";
import type { Calls } from "./calls.ts";

/** The same commands; what is called, never with which words, is noted for the log and the metrics. */
export const observedCommands = (
  commands: Commands & {
    readonly knows: (verb: string) => boolean;
    readonly verbOf: (written: Written) => string;
  },
  { note }: Pick<Calls, "note">,
): Commands => {
  // What people type, and ids in a call, would be labels without end.
  const known = (verb: string): string => (commands.knows(verb) ? verb : "other");
  const watch = async (
    kind: string,
    verb: string,
    { account: { call } }: { readonly account: ChatAccount },
    work: Promise<Reply>,
  ): Promise<Reply> => {
    note(call, { kind, verb: known(verb) });
    const reply = await work;
    if (reply.kind === "errors") note(call, { refused: "fields" });
    return reply;
  };
  return {
    typed: (call) => watch("typed", wordOf(call.text), call, commands.typed(call)),
    written: (call) => watch("written", commands.verbOf(call), call, commands.written(call)),
    pressed: (call) => watch("pressed", call.verb, call, commands.pressed(call)),
    submitted: (call) => watch("submitted", call.form.verb, call, commands.submitted(call)),
    changed: (call) => watch("changed", call.form.verb, call, commands.changed(call)),
    again: (call) => watch("again", call.verb, call, commands.again(call)),
    offeredFile: (call) => {
      note(call.account.call, { kind: "pressed", verb: "read-letter" });
      return commands.offeredFile(call);
    },
    fileGiven: commands.fileGiven,
    fileNotGiven: commands.fileNotGiven,
    opensForm: commands.opensForm,
    loading: commands.loading,
    oneMoment: commands.oneMoment,
    answeredInChat: commands.answeredInChat,
    noChatYet: commands.noChatYet,
    labels: commands.labels,
    fault: commands.fault,
    unsaved: commands.unsaved,
    notInstalled: commands.notInstalled,
  };
};

const wordOf = (text: string): string => text.trim().split(/\s/, 1)[0]?.toLowerCase() || "help";
