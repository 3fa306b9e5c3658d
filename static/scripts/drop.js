// A file dropped anywhere on a page with a field for one goes into that field, and is sent at once.

export function drop(root = document) {
  const field = root.querySelector("[data-drop]");
  if (!field) return;
  const holdsFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  root.addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    field.classList.add("is-over");
  });
  root.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) field.classList.remove("is-over");
  });
  root.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    field.classList.remove("is-over");
    const [file] = event.dataTransfer.files;
    if (!file) return;
    const chosen = new DataTransfer();
    chosen.items.add(file);
    field.files = chosen.files;
    field.form.requestSubmit();
  });
}
