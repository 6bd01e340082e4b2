// Saves a half-written form 800 ms after the last change: data-autosave="URL".
// The server answers {saved_at, draft, revision}, or an error with {message}; after
// 409, when a colleague has changed the same draft, it is not tried again.
const PAUSE = 800;
const TRY_AGAIN = 8000;
const WARNING = "Your last changes are not saved. Do not close this page. "
  + "We will try again.";

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  let timer;
  let changes = 0;
  let saved = 0;
  let busy = false;
  let overtaken = false; // a colleague's version stands; ours must not replace it

  const say = (words, bad) => {
    status.textContent = words;
    status.classList.toggle("app-autosave--problem", bad);
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const save = async () => {
    // One at a time: an older answer must not land on a newer draft.
    if (busy) return later(PAUSE);
    busy = true;
    const upTo = changes;
    try {
      const [answer, reply] = await send(form);
      if (!answer.ok) {
        say(reply.message || WARNING, true);
        overtaken = answer.status === 409;
        return overtaken || later(TRY_AGAIN);
      }
      for (const name of ["draft", "revision"]) {
        if (form.elements[name] && name in reply) form.elements[name].value = reply[name];
      }
      // Whoever comes back to this address, signed in anew, finds the draft.
      const { draft } = form.elements;
      if (draft) history.replaceState(null, "", `?draft=${draft.value}`);
      saved = upTo;
      say(`Draft saved at ${clock(reply.saved_at)}`, false);
      document.dispatchEvent(new Event("sharewell:saved"));
    } catch {
      say(WARNING, true);
      later(TRY_AGAIN);
    } finally {
      busy = false;
    }
  };

  form.addEventListener("input", () => {
    changes += 1;
    document.dispatchEvent(new Event("sharewell:changed"));
    if (!overtaken) later(PAUSE);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); saved = changes; });
  addEventListener("beforeunload", (leaving) => {
    if (saved !== changes) leaving.preventDefault();
  });
}

async function send(form) {
  const answer = await fetch(form.dataset.autosave, {
    method: "POST", body: new FormData(form), credentials: "same-origin",
    headers: { Accept: "application/json" }, redirect: "error",
  });
  return [answer, await answer.json()];
}

// The server sends either 06:49 or a full time with its zone.
function clock(savedAt) {
  if (/^\d\d:\d\d$/.test(savedAt)) return savedAt;
  return new Date(savedAt).toLocaleTimeString("en-GB", {
    hour: "2-digit", minute: "2-digit", timeZone: "Europe/London",
  });
}
