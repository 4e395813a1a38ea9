/** Somebody in Teams: writes in the personal chat, presses what was drawn, fills in dialogs. */
import { eventually } from "../../product/helpers/client.ts";
import { partsOf, textOf } from "./check-card.ts";
import { aMessage, anInvoke, post } from "./harness.ts";
import { TENANT } from "./microsoft.ts";
import type { Service } from "./service.ts";

type Json = Record<string, unknown>;

interface Page {
  readonly text: string;
  readonly card: Json;
}

let count = 0;

export const makePerson = (
  at: { readonly url: string; readonly service: Service },
  aadObjectId: string,
  tenant = TENANT,
) => {
  const { service } = at;
  const surface = { url: at.url, serviceUrl: service.serviceUrl };
  const from = { id: `29:${aadObjectId}`, aadObjectId };
  const chat = `a:${aadObjectId}`;
  const conversation = { id: chat, conversationType: "personal", tenantId: tenant };
  const own = (): Json => {
    count += 1;
    const at = { conversation, channelData: { tenant: { id: tenant } } };
    return { id: `f:${count}`, timestamp: new Date().toISOString(), from, ...at };
  };

  const send = async (activity: Json): Promise<Json> => {
    const { status, json } = await post(surface, { ...activity, ...own() });
    if (status !== 200) throw new Error(`It was answered with ${status}`);
    return json;
  };

  const pageIn = ({ task }: Json): Page => {
    const { value } = task as { readonly value: { readonly card: { readonly content: Json } } };
    const card = value.card.content;
    return { text: textOf(card), card };
  };

  const buttonOf = (card: Json, title: string): Json => {
    const button = partsOf(card).find((part) => part.title === title && part.data !== undefined);
    if (!button) throw new Error(`There is no ${title} in: ${textOf(card)}`);
    return button;
  };
  const dataOf = (card: Json, title: string): Json => buttonOf(card, title).data as Json;

  const submit = ({ card }: Page, title: string, inputs: Json): Promise<Json> => {
    const drawn = partsOf(card).filter(({ type }) => String(type).startsWith("Input."));
    const standing = Object.fromEntries(drawn.map(({ id, value }) => [id, value ?? ""]));
    const data = { ...dataOf(card, title), ...standing, ...inputs };
    return send(anInvoke(surface, "task/submit", { data }));
  };

  const lastCard = (): Page => {
    const answer = service.posted.findLast((one) => one.conversation === chat);
    const card = answer?.activity ?? {};
    return { text: textOf(card), card };
  };

  return {
    /** Where letters to them are posted too. */
    chat,
    /** The card that answers it. */
    write: async (text: string): Promise<Page> => {
      await send(aMessage(surface, { text }));
      return lastCard();
    },
    /** A file in a message: the card that answers it. */
    sendFile: async (name: string, bytes: Uint8Array): Promise<Page> => {
      const path = `/files/${service.files.size}`;
      service.files.set(path, { bytes });
      const attachment = {
        contentType: "application/vnd.microsoft.teams.file.download.info",
        name,
        content: { downloadUrl: `http://${service.host}${path}`, uniqueId: path },
      };
      const isAnswered = service.posted.length;
      await send(aMessage(surface, { text: "", attachments: [attachment] }));
      await eventually(() => service.posted[isAnswered]);
      return lastCard();
    },
    /** Takes a file that was offered: its bytes, or what was said in place of it. */
    acceptFile: async (file: string): Promise<Buffer> => {
      const path = `/files/${service.files.size}`;
      service.files.set(path, {});
      const place = `http://${service.host}${path}`;
      const names = { name: "letter.pdf", uniqueId: "1150D938", fileType: "pdf" };
      const uploadInfo = { ...names, uploadUrl: place, contentUrl: place };
      const before = service.posted.length;
      const value = { type: "fileUpload", action: "accept", context: { file }, uploadInfo };
      await send(anInvoke(surface, "fileConsent/invoke", value));
      await eventually(() => service.posted[before]);
      const said = textOf(service.posted[before]?.activity).split("\n", 1)[0] ?? "";
      return service.brought.get(path) ?? Buffer.from(said);
    },
    /** A button of a card that acts where it stands: the card that answers it. */
    act: async ({ card }: Page, title: string): Promise<Page> => {
      const button = partsOf(card).find(
        (part) => part.title === title && part.type === "Action.Execute",
      );
      if (!button) throw new Error(`There is no ${title} in: ${textOf(card)}`);
      const { verb, data } = button;
      await send(anInvoke(surface, "adaptiveCard/action", { action: { verb, data } }));
      return lastCard();
    },
    /** A button of a card that opens a dialog: its page. */
    open: async ({ card }: Page, title: string): Promise<Page> =>
      pageIn(await send(anInvoke(surface, "task/fetch", { data: dataOf(card, title) }))),
    /** A button of a dialog, with what stands in its inputs: the next page. */
    press: async (page: Page, title: string, inputs: Json = {}): Promise<Page> =>
      pageIn(await submit(page, title, inputs)),
    /** One that closes the dialog: what is said then. */
    close: async (page: Page, title: string, inputs: Json = {}): Promise<string> => {
      const { task } = (await submit(page, title, inputs)) as { readonly task?: { value: string } };
      return String(task?.value ?? "");
    },
  };
};
