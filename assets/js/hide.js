// "Hide my screen": blanks the page where it is, for when somebody walks up. Nothing
// is lost; a click anywhere, or Escape, brings the page back.
const button = document.querySelector("[data-hide-screen]");
const blank = document.querySelector("[data-blank-screen]");

if (button && blank) {
  const title = document.title;
  button.hidden = false;
  button.addEventListener("click", () => {
    document.title = "Blank page";
    blank.showModal();
  });
  blank.addEventListener("click", () => blank.close());
  blank.addEventListener("close", () => { document.title = title; });
}
