// "Copy for my own system": data-copy="id of the text area".
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const status = document.getElementById(`${button.dataset.copy}-status`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value);
      status.textContent = "Copied";
    } catch {
      source.focus();
      source.select();
      status.textContent = "The text is selected. Copy it with Ctrl and C.";
    }
  });
}
