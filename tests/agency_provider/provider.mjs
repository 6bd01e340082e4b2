// An agency's sign-in, for the tests: a real OpenID provider on this machine.
//
// Started with one argument, JSON: {client_id, client_secret, redirect_uri,
// signed_out_uri}. Prints its address when it is ready, and ends when whoever started it closes its input.
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

const TWO_FACTORS = "https://acr.example/two-factors";
const asked = JSON.parse(process.argv[2]);
const { privateKey } = await generateKeyPair("RS256", { extractable: true });
const key = { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig", kid: "one" };

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  server.on("request", answering(provider(address)));
  console.log(address);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));

function provider(address) {
  return new Provider(address, {
    acrValues: [TWO_FACTORS],
    claims: { openid: ["sub", "acr", "amr"] },
    clients: [{
      client_id: asked.client_id,
      client_secret: asked.client_secret,
      redirect_uris: [asked.redirect_uri],
      post_logout_redirect_uris: [asked.signed_out_uri],
      require_auth_time: true,
    }],
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/who/${interaction.uid}` },
    jwks: { keys: [key] },
    // Whoever signs in here has agreed to Sharewell by working for the agency.
    loadExistingGrant: async (ctx) => {
      const { Grant } = ctx.oidc.provider;
      const grant = new Grant({
        accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId,
      });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
    // PKCE is demanded: a client without it gets no code.
    pkce: { required: () => true },
  });
}

function answering(op) {
  const standard = op.callback();
  return async (request, response) => {
    if (!request.url.startsWith("/who/")) return standard(request, response);
    if (request.method === "GET") return askWho(response);
    const form = new URLSearchParams(await text(request));
    if (form.get("answer") === "cancel") {
      const error = { error: "access_denied", error_description: "turned back" };
      return op.interactionFinished(request, response, error);
    }
    const twice = form.get("factors") === "two";
    return op.interactionFinished(request, response, {
      login: {
        accountId: form.get("account"),
        ...(twice ? { acr: TWO_FACTORS, amr: ["pwd", "otp"] } : { amr: ["pwd"] }),
      },
    });
  };
}

function askWho(response) {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(`<!DOCTYPE html><html lang="en"><title>Agency sign-in</title>
    <h1>The agency's own sign-in</h1><form method="post">
    <label>Account <input name="account"></label>
    <label>Factors <select name="factors"><option>two<option>one</select></label>
    <button name="answer" value="go">Sign in at the agency</button>
    <button name="answer" value="cancel">Turn back</button></form></html>`);
}

async function text(request) {
  let found = "";
  for await (const part of request) found += part;
  return found;
}
