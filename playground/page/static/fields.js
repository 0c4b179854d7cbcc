// Fields of modals, messages and Home: what is in them, and keeping it when their surroundings are drawn anew.

// What is typed or chosen in one field, as a list of texts.
export function picked(field) {
  if (field.matches("input, textarea, select")) {
    if (field.type === "file") return [...field.files].map((file) => file.name);
    return field.value === "" ? [] : [field.value];
  }
  return [...field.querySelectorAll("input:checked")].map((input) => input.value);
}

export function fieldsOf(surface) {
  return [...surface.querySelectorAll("[data-field]")];
}

// All fields of a surface: [{block, action, picked}].
export function gathered(surface) {
  return fieldsOf(surface).map((field) => ({
    block: field.dataset.block,
    action: field.dataset.action,
    picked: picked(field),
  }));
}

function restore(field, before) {
  if (field.type === "file") return;
  if (field.matches("input, textarea, select")) field.value = before[0] ?? "";
  else for (const input of field.querySelectorAll("input")) input.checked = before.includes(input.value);
}

function name(element) {
  return `${element.dataset.block}\n${element.dataset.action}\n${element.dataset.field ?? ""}`;
}

// New HTML in place. As in Slack, what somebody typed stays where block_id, action_id and type stay.
export function replaceView(place, html) {
  const typed = new Map(fieldsOf(place).map((field) => [name(field), picked(field)]));
  const opened = new Set([...place.querySelectorAll("details[open] [data-field]")].map(name));
  const focus = place.contains(document.activeElement) ? remembered(document.activeElement) : null;
  const scroller = place.querySelector(".view-body") ?? place;
  const top = scroller.scrollTop;
  place.innerHTML = html;
  for (const field of fieldsOf(place)) {
    if (typed.has(name(field))) restore(field, typed.get(name(field)));
    const details = field.closest("details");
    if (details && opened.has(name(field))) details.open = true;
  }
  for (const multi of place.querySelectorAll("details.multi")) showChosen(multi);
  (place.querySelector(".view-body") ?? place).scrollTop = top;
  if (focus) refocus(place, focus);
}

function remembered(element) {
  const holder = element.closest("[data-action]") ?? element;
  return { ...holder.dataset, value: element.value, start: element.selectionStart, end: element.selectionEnd };
}

function refocus(place, focus) {
  const same = (e) => e.dataset.block === focus.block && e.dataset.action === focus.action;
  const holder = focus.action && [...place.querySelectorAll("[data-action]")].find(same);
  if (!holder) return;
  const inside = [...holder.querySelectorAll("input")].find((input) => input.value === focus.value);
  (inside ?? holder).focus({ preventScroll: true });
  if (typeof focus.start === "number" && holder.setSelectionRange && /text|textarea/.test(holder.type)) {
    holder.setSelectionRange(focus.start, focus.end);
  }
}

// A multi-select's closed face names what is chosen in it.
export function showChosen(multi) {
  const chosen = [...multi.querySelectorAll("input:checked")].map((input) => input.dataset.text);
  const face = multi.querySelector(".multi-chosen");
  face.replaceChildren();
  face.classList.toggle("nothing", chosen.length === 0);
  if (!chosen.length) face.textContent = face.dataset.placeholder;
  for (const text of chosen) {
    const chip = document.createElement("span");
    chip.className = "chip";
    chip.textContent = text;
    face.append(chip);
  }
}

function limit(group) {
  const most = Number(group.dataset.most ?? 0);
  const full = most > 0 && group.querySelectorAll("input:checked").length >= most;
  for (const input of group.querySelectorAll("input:not(:checked)")) input.disabled = full;
}

export function startFields() {
  for (const multi of document.querySelectorAll("details.multi")) showChosen(multi);
  document.addEventListener("change", (event) => {
    const multi = event.target.closest("details.multi");
    if (!multi) return;
    limit(multi.querySelector("[data-field]"));
    showChosen(multi);
  });
  // One menu open at a time; a click elsewhere or Escape closes it.
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details[open]");
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

function closeMenus(but) {
  for (const menu of document.querySelectorAll("details[open]")) if (menu !== but) menu.open = false;
}
