// The message box: sends on Enter, completes as one types, remembers what was sent (arrow up), grows with its text.
import { suggestions } from "./completions.js";
import { ask, given, me } from "./server.js";

const form = document.getElementById("composer");
const box = document.getElementById("write");
const list = document.getElementById("completions");
const working = form?.querySelector(".working");
const REMEMBERED = 100;
const historyKey = `history ${me}`;

let offered = [];
let active = -1;
let back = 0; // how far back in the history; 0 is what is being typed
let draft = "";

const history = () => JSON.parse(sessionStorage.getItem(historyKey) ?? "[]");

function offer() {
  const atEnd = box.selectionStart === box.value.length;
  offered = atEnd ? suggestions(box.value) : [];
  active = -1;
  list.replaceChildren(...offered.map(option));
  list.hidden = offered.length === 0;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
}

function option({ label, form: rest, hint }, index) {
  const line = document.createElement("li");
  line.id = `completion-${index}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  for (const [tag, text] of [["strong", label], ["code", rest], ["span", hint]]) {
    if (!text) continue;
    const part = document.createElement(tag);
    part.textContent = text;
    line.append(part, " ");
  }
  line.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take(index);
  });
  return line;
}

function choose(index) {
  active = (index + offered.length) % offered.length;
  [...list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === active)));
  list.children[active].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", `completion-${active}`);
}

function take(index) {
  const { insert, from } = offered[index];
  box.value = box.value.slice(0, from) + insert;
  offer();
  grow();
}

function hide() {
  offered = [];
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function grow() {
  box.rows = Math.min(8, Math.max(1, box.value.split("\n").length));
}

function recall(step) {
  const sent = history();
  const wanted = back + step;
  if (wanted < 0 || wanted > sent.length) return false;
  if (back === 0) draft = box.value;
  back = wanted;
  box.value = back === 0 ? draft : sent[sent.length - back];
  box.setSelectionRange(box.value.length, box.value.length);
  hide();
  grow();
  return true;
}

async function send() {
  const text = box.value.trim();
  if (!text) return;
  sessionStorage.setItem(historyKey, JSON.stringify([...history().filter((t) => t !== text), text].slice(-REMEMBERED)));
  back = 0;
  box.value = "";
  hide();
  grow();
  const late = setTimeout(() => { working.hidden = false; }, 400);
  try {
    await ask("say", { text });
  } catch {
    box.value = box.value || text; // nothing was sent: give it back
    working.textContent = given.said.reconnecting;
  } finally {
    clearTimeout(late);
    working.hidden = true;
  }
}

const onKey = {
  ArrowDown: () => (offered.length ? (choose(active + 1), true) : back > 0 && recall(-1)),
  ArrowUp: () => (offered.length && back === 0 ? (choose(active - (active < 0 ? 0 : 1)), true) : !box.value.includes("\n") && recall(1)),
  Tab: () => offered.length > 0 && (take(Math.max(active, 0)), true),
  Escape: () => !list.hidden && (hide(), true),
};

function pressed(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (active >= 0) take(active);
    else send();
  } else if (!event.shiftKey && onKey[event.key]?.()) {
    event.preventDefault();
  }
}

export function startComposer() {
  if (!form) return;
  box.addEventListener("input", () => { back = 0; offer(); grow(); });
  box.addEventListener("keydown", pressed);
  box.addEventListener("blur", hide);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  if (!document.querySelector("dialog[open]") && matchMedia("(hover: hover)").matches) box.focus();
}
