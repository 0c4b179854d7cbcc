// The channel's messages: put in order, grouped by author, divided by day; and kept scrolled to the newest.
const list = document.getElementById("messages");
const scroll = document.getElementById("scroll");
const TOGETHER = 300; // seconds within which one author's messages share a head
const NEAR = 120; // pixels from the end that count as reading the newest

function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function key(entry) {
  return `${entry.dataset.root} ${entry.dataset.ts}`;
}

function nearEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
}

// A picture that arrives makes the list longer: stay at the end if one was there.
function watchPictures(entry) {
  for (const picture of entry.querySelectorAll("img")) {
    picture.addEventListener("load", () => { if (following) toEnd(); }, { once: true });
  }
}

let following = true;

function place(entry) {
  const old = document.getElementById(entry.id);
  if (old) {
    if (old.dataset.mark === entry.dataset.mark) return;
    if (old.contains(document.activeElement)) keepFocus(old, entry);
    old.replaceWith(entry);
  } else {
    const after = [...list.querySelectorAll(".entry")].reverse().find((other) => key(other) < key(entry));
    if (after) after.after(entry);
    else list.prepend(entry);
  }
  watchPictures(entry);
}

// Who pressed a button in a message keeps the focus on it when the message changes under them.
function keepFocus(old, entry) {
  const { block, action, value } = document.activeElement.dataset;
  const same = (e) => e.dataset.block === block && e.dataset.action === action && e.dataset.value === value;
  setTimeout(() => [...entry.querySelectorAll("[data-action]")].find(same)?.focus({ preventScroll: true }));
}

export function put(news) {
  if (!list) return;
  following = nearEnd();
  const entry = made(news.html);
  for (const notice of list.querySelectorAll(".notice")) {
    if (entry.querySelector(".text")?.textContent === notice.dataset.text) notice.remove(); // said in the channel too
  }
  place(entry);
  arrange();
  if (following) toEnd();
}

export function putAll(all) {
  if (!list) return;
  const staying = new Set(all.map((news) => `m-${news.ts}`));
  for (const entry of list.querySelectorAll(".entry:not(.notice)")) if (!staying.has(entry.id)) entry.remove();
  for (const news of all) place(made(news.html));
  arrange();
  if (following) toEnd();
}

export function takeAway(ts) {
  document.getElementById(`m-${ts}`)?.remove();
  if (list) arrange();
}

// What Slack itself says when the app failed: at the end, gone with the page.
export function putNotice(news) {
  if (!list) return;
  const entry = document.createElement("li");
  entry.className = "entry notice";
  entry.id = `m-notice-${news.at}`;
  Object.assign(entry.dataset, { ts: String(news.at), root: String(news.at), author: "slackbot", day: "", text: news.text });
  entry.append(made(news.html.trim()));
  if (!document.getElementById(entry.id)) list.append(entry);
  arrange();
  toEnd();
}

function arrange() {
  for (const divider of list.querySelectorAll(".day")) divider.remove();
  let last = null;
  for (const entry of list.querySelectorAll(".entry")) {
    const { day, author, ts, root } = entry.dataset;
    if (day && day !== last?.dataset.day) entry.before(divider(day));
    const follows = last && last.dataset.day === day && last.dataset.author === author && ts - last.dataset.ts < TOGETHER;
    entry.classList.toggle("follows", Boolean(follows));
    entry.classList.toggle("reply", root !== ts);
    last = entry;
  }
}

function divider(day) {
  const line = document.createElement("li");
  line.className = "day";
  line.setAttribute("role", "separator");
  line.setAttribute("aria-label", day);
  const label = document.createElement("span");
  label.textContent = day;
  line.append(label);
  return line;
}

export function startMessages() {
  if (!list) return;
  for (const entry of list.querySelectorAll(".entry")) watchPictures(entry);
  scroll.addEventListener("scroll", () => { following = nearEnd(); }, { passive: true });
  new ResizeObserver(() => { if (following) toEnd(); }).observe(scroll);
  arrange();
  toEnd();
}
