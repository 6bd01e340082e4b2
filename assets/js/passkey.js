// Opens the browser's own dialogue for a passkey and sends what it answers. The form
// holds the server's question in data-options, with bytes as URL-safe base64.
const bytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0),
);
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

const ceremonies = {
  async create({ publicKey: asked }) {
    const made = await navigator.credentials.create({ publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: named(asked.excludeCredentials),
    } });
    return answer(made, { attestationObject: text(made.response.attestationObject) });
  },
  async get({ publicKey: asked }) {
    const found = await navigator.credentials.get({ publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: named(asked.allowCredentials),
    } });
    return answer(found, {
      authenticatorData: text(found.response.authenticatorData),
      signature: text(found.response.signature),
    });
  },
};

function answer({ rawId, type, response }, more) {
  return {
    id: text(rawId),
    rawId: text(rawId),
    type,
    response: { clientDataJSON: text(response.clientDataJSON), ...more },
    clientExtensionResults: {},
  };
}

function ready(form) {
  const button = form.querySelector("[data-passkey-button]");
  const problem = form.querySelector("[data-passkey-problem]");
  form.querySelector("[data-passkey-without]").hidden = true;
  form.querySelector("[data-passkey-with]").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    button.disabled = true;
    try {
      const found = await ceremonies[form.dataset.passkey](JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(found);
      form.submit();
    } catch {
      problem.textContent = "Your browser did not give us a passkey. Press the button to try again, or use another way.";
      button.disabled = false;
    }
  });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) ready(form);
}
