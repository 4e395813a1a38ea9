/**
 * What we use of an activity, and no more: other keys are dropped, and all text is made storable.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
import { z } from "zod";
import { idOn } from "../../../domain/platform.ts";
import { storableString, storableText } from "../../shared/given.ts";

/** Teams' longest id is a channel's with that of the message whose thread it is. */
const LONGEST_ID = 500;

const id = z.string().min(1).max(LONGEST_ID).transform(storableText);
const name = z.string().max(100);
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional());

/** Of a tenant or a person. */
const guid = z
  .string()
  .transform((given) => idOn("teams", given))
  .pipe(z.string());

/** Of those, what says who was mentioned, and how it stands in the text. */
const entity = z.object({
  mentioned: z.object({ id }).optional().catch(undefined),
  text: storableString.optional().catch(undefined),
});

/** Of files, where one is fetched; of the text's twin in HTML, the text. */
const attachment = z.object({
  contentType: z.string(),
  name: storableString.optional().catch(undefined),
  content: z
    .union([z.string(), z.object({ downloadUrl: z.string() })])
    .optional()
    .catch(undefined),
});

export const activity = z.object({
  type: name.min(1),
  id: optional(id),
  name: optional(name),
  timestamp: optional(z.iso.datetime({ offset: true })),
  channelId: z.string(),
  serviceUrl: z.string(),
  from: z.object({ id, aadObjectId: optional(guid) }),
  recipient: z.object({ id }),
  conversation: z.object({
    id,
    conversationType: optional(name),
    tenantId: optional(guid),
  }),
  channelData: optional(
    z.object({
      tenant: optional(z.object({ id: guid })),
      eventType: optional(name),
      channel: optional(z.object({ id })).catch(undefined),
      team: optional(z.object({ id })).catch(undefined),
    }),
  ),
  /** Who isn't there any more, ourselves perhaps. */
  membersRemoved: z.preprocess((value) => value ?? [], z.array(z.object({ id }))).catch([]),
  action: optional(name),
  text: optional(storableString),
  entities: z.preprocess((value) => value ?? [], z.array(entity)).catch([]),
  attachments: z.preprocess((value) => value ?? [], z.array(attachment)).catch([]),
  replyToId: optional(id),
  value: optional(z.unknown()),
});

/** As it goes on from the door. */
export type Activity = z.infer<typeof activity>;
