/**
 * The reference: the least that a teams-ai bot can be. It answers each message with a small card, and
 * is the library as Microsoft gives it when nothing is said: its validation, its client. It is given
 * its token, since what asks for one refuses a stand-in.
 */
import { createServer } from "node:http";
import { Application, TeamsAdapter } from "@microsoft/teams-ai";
import { CardFactory } from "botbuilder";

const { TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_OPENID_METADATA_URL, BEARER } = process.env;
const adapter = new TeamsAdapter(
  {
    MicrosoftAppType: "SingleTenant",
    MicrosoftAppId: TEAMS_APP_ID,
    MicrosoftAppTenantId: TEAMS_TENANT_ID,
    ToBotFromChannelOpenIdMetadataUrl: TEAMS_OPENID_METADATA_URL,
    ToBotFromChannelTokenIssuer: "https://api.botframework.com",
    ToChannelFromBotOAuthScope: "https://api.botframework.com",
  },
  {
    isValidAppId: async (id) => id === TEAMS_APP_ID,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request) => {
        request.headers.set("authorization", `Bearer ${BEARER}`);
        return request;
      },
    }),
  },
);
const content = {
  type: "AdaptiveCard",
  version: "1.5",
  body: [{ type: "TextBlock", text: "Hello" }],
};
const app = new Application({ adapter });
app.activity("message", async (turn) => {
  await turn.sendActivity({ attachments: [CardFactory.adaptiveCard(content)] });
});

/** What the library asks of an HTTP framework. */
const server = createServer(async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  req.body = JSON.parse(Buffer.concat(chunks).toString());
  res.header = res.setHeader;
  res.send = (body) => res.write(JSON.stringify(body));
  res.status = (status) => {
    res.statusCode = status;
  };
  await adapter.process(req, res, (turn) => app.run(turn));
});
server.listen(0, "127.0.0.1", () => {
  console.log(`Listening http://127.0.0.1:${server.address().port}`);
});
