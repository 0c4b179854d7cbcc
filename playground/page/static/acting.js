// What people do with buttons, selects and modals: gathered, confirmed where asked, and sent.
import { gathered, picked } from "./fields.js";
import { showErrors, unreadable } from "./modal.js";
import { ask } from "./server.js";

const confirmBox = document.getElementById("confirm");

// Asks "are you sure" if the element says so; true when it may go on.
function confirmed(element) {
  if (!element.dataset.confirm) return Promise.resolve(true);
  const words = JSON.parse(element.dataset.confirm);
  const [no, yes] = confirmBox.querySelectorAll("button");
  confirmBox.querySelector("h2").textContent = words.title;
  confirmBox.querySelector("p").textContent = words.text;
  no.textContent = words.no;
  yes.textContent = words.yes;
  yes.className = `button ${words.style}`;
  confirmBox.returnValue = "no";
  confirmBox.showModal();
  return new Promise((resolve) => {
    confirmBox.addEventListener("close", () => resolve(confirmBox.returnValue === "yes"), { once: true });
  });
}

async function press(element, values) {
  if (!(await confirmed(element))) return;
  const surface = element.closest("[data-surface]");
  const { block, action, url } = element.dataset;
  if (url) window.open(url, "_blank", "noopener");
  element.setAttribute("aria-busy", "true");
  try {
    await ask("press", { surface: surface.dataset.surface, block, action, picked: values, fields: gathered(surface) });
  } finally {
    element.removeAttribute("aria-busy");
  }
}

async function submit(form) {
  const errors = unreadable(form);
  if (Object.keys(errors).length) {
    showErrors(errors);
    return;
  }
  const button = form.querySelector("[data-submit]");
  button.disabled = true;
  try {
    await ask("submit", { view: form.dataset.view, fields: gathered(form) });
  } finally {
    button.disabled = false;
  }
}

function typedIn(field) {
  return field.matches("textarea, input:not([type=date], [type=time], [type=datetime-local])");
}

export function startActing() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-press]");
    if (button) {
      const menu = button.closest("details.menu");
      if (menu) menu.open = false;
      press(button, button.dataset.value === undefined ? [] : [button.dataset.value]);
    }
    const shortcut = event.target.closest("[data-shortcut]");
    if (shortcut) {
      shortcut.closest("details").open = false;
      ask("shortcut", { surface: shortcut.closest("[data-surface]").dataset.surface, callback: shortcut.dataset.shortcut });
    }
    const private_ = event.target.closest("[data-dismiss]");
    if (private_) ask("dismiss", { surface: private_.closest("[data-surface]").dataset.surface });
  });
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-field][data-press]");
    if (field && !typedIn(field)) press(field, picked(field));
  });
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-field][data-press][data-each]");
    if (field) press(field, picked(field));
  });
  document.addEventListener("keydown", (event) => {
    const field = event.key === "Enter" && !event.isComposing && event.target.closest("input[data-field][data-press]");
    if (!field || !typedIn(field)) return;
    event.preventDefault();
    press(field, picked(field));
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.view")) return;
    event.preventDefault();
    submit(event.target);
  });
}
