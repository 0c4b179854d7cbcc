// The dialog: shows the topmost modal as the stand-in has it, and the errors the bot found in it.
import { replaceView } from "./fields.js";
import { ask } from "./server.js";

const dialog = document.getElementById("modal");
let shown = "";
let before = null; // what had the focus when the dialog opened

export function showModal({ view, html, errors }) {
  if (!view) return shut();
  if (view !== shown) dialog.replaceChildren();
  replaceView(dialog, html);
  const isNew = view !== shown;
  shown = view;
  if (!dialog.open) {
    before = document.activeElement;
    dialog.showModal();
  }
  showErrors(errors);
  if (isNew) focusFirst();
  return undefined;
}

function shut() {
  shown = "";
  if (!dialog.open) return;
  dialog.close();
  dialog.replaceChildren();
  if (before?.isConnected) before.focus();
}

function focusFirst() {
  const wanted = dialog.querySelector("[data-focus]");
  const first = dialog.querySelector(".input :is(input, textarea, select, summary), [data-submit], .view-body button");
  (wanted ?? first ?? dialog.querySelector("[data-close]"))?.focus();
}

export function showErrors(errors) {
  for (const block of dialog.querySelectorAll(".input")) {
    const text = errors[block.dataset.block] ?? "";
    const place = block.querySelector(".error");
    place.textContent = text;
    place.hidden = !text;
    const field = block.querySelector("[data-field]");
    if (text) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
  const wrong = dialog.querySelector("[aria-invalid]");
  if (!wrong) return;
  const details = wrong.closest("details");
  if (details) details.open = true;
  wrong.closest(".input").scrollIntoView({ block: "nearest" });
  (wrong.matches("input, textarea, select") ? wrong : wrong.querySelector("input"))?.focus();
}

// What only the browser can tell: text in a field for numbers, half a date. The rest Slack finds when it is submitted.
export function unreadable(form) {
  const fields = [...form.querySelectorAll(".input [data-field]")].filter((field) => field.validity?.badInput);
  return Object.fromEntries(fields.map((field) => [field.dataset.block, field.validationMessage]));
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  ask("close", { view: shown });
});
dialog.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close]");
  if (button) ask("close", { view: shown, everything: button.dataset.close === "all" }); // the cross closes the whole stack
});
