// "Hide my screen": takes everything off the page where it is, for when somebody walks
// up. Nothing is lost: the very same elements wait in memory, outside the page, with
// what was typed in them, and no network is needed. A click anywhere, Escape or Enter
// brings them back. Shift pressed three times does what the button does.
const HIDDEN = "sharewell:hidden";
const QUICKLY = 2000;
const button = document.querySelector("[data-hide-screen]");
const blank = document.querySelector("[data-blank-screen]");

function ready() {
  const held = document.createDocumentFragment();
  const before = {};
  let presses = [];

  const hide = () => {
    if (blank.open) return;
    Object.assign(before, {
      title: document.title, top: scrollY, focused: document.activeElement,
    });
    // Dialogues stay: they hold no record, and the one about the session must warn.
    held.append(...[...document.body.childNodes].filter((one) => one.nodeName !== "DIALOG"));
    document.title = "Blank page";
    // A reload must not show what was hidden.
    sessionStorage.setItem(HIDDEN, "1");
    blank.showModal();
  };

  const comeBack = () => {
    sessionStorage.removeItem(HIDDEN);
    document.body.prepend(held);
    document.title = before.title;
    scrollTo(0, before.top);
    before.focused?.focus({ preventScroll: true });
  };

  const count = (event) => {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) {
      presses = [...presses.slice(-2), event.timeStamp];
      if (presses.length === 3 && event.timeStamp - presses[0] < QUICKLY) {
        presses = [];
        hide();
      }
    }
  };

  button.hidden = false;
  button.addEventListener("click", hide);
  document.addEventListener("keydown", count);
  blank.addEventListener("click", () => blank.close());
  blank.addEventListener("close", comeBack);
  if (sessionStorage.getItem(HIDDEN)) hide();
}

if (button && blank) ready();
// Whoever is signed out has nothing to hide, and signs in to a page that shows.
else sessionStorage.removeItem(HIDDEN);
