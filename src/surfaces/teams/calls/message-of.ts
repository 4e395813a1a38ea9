import type { Message } from "../../../messages/message.ts";
import type { Reply } from "../../command.ts";
import type { Fault } from "../../shared/faults.ts";

/** What a reply says outside of a form. */
export const messageOf = (reply: Reply | Fault): Message | undefined => {
  switch (reply.kind) {
    case "say":
    case "close":
    case "fault":
      return reply.message;
    case "nothing":
      return undefined;
    case "errors":
    case "form":
      throw new Error("A message opens no form");
  }
};
