// Warns five minutes before the session ends. The server is the judge; this only
// tells. It compares wall-clock times, so it is right after the computer has slept,
// and shares the end between tabs, so that typing in one keeps all of them.
const WARN_BEFORE = 5 * 60 * 1000;
const SHARED = "sharewell:session-ends";
const dialog = document.querySelector("dialog[data-session-ends-in]");

if (dialog) {
  const left = dialog.querySelector("[data-session-left]");
  const draft = dialog.querySelector("[data-session-draft]");
  const problem = dialog.querySelector("[data-session-problem]");
  const stay = dialog.querySelector("[data-session-stay]");
  const length = Number(dialog.dataset.sessionEndsIn) * 1000;

  const restart = () => {
    localStorage.setItem(SHARED, String(Date.now() + length));
    problem.textContent = "";
    look();
  };

  const look = () => {
    const remaining = Number(localStorage.getItem(SHARED)) - Date.now();
    // Ask the server for this page again: it sends whoever is signed out to sign in,
    // and back to the same draft afterwards.
    if (remaining <= 0) return location.assign(location.pathname + location.search);
    if (remaining > WARN_BEFORE) return dialog.open && dialog.close();
    const minutes = Math.ceil(remaining / 60000);
    const words = minutes === 1 ? "1 minute" : `${minutes} minutes`;
    if (left.textContent !== words) left.textContent = words;
    if (!dialog.open) dialog.showModal();
  };

  const ask = async () => {
    try {
      const answer = await fetch(stay.action, {
        method: "POST", body: new FormData(stay), credentials: "same-origin",
        redirect: "error",
      });
      if (!answer.ok) throw new Error(answer.status);
      restart();
    } catch {
      problem.textContent = "We could not reach Sharewell. Try again.";
    }
  };

  stay.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  // Escape means stay; the dialog closes when the server has agreed.
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); ask(); });
  // "Saved" is said only while it is true.
  document.addEventListener("sharewell:changed", () => { draft.hidden = true; });
  document.addEventListener("sharewell:saved", () => {
    draft.textContent = "Your draft has been saved.";
    draft.hidden = false;
    restart();
  });
  restart();
  setInterval(look, 500);
}
