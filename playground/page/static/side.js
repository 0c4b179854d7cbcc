// The left bar: which channels have news (kept per tab), and the menu on narrow screens.
import { me } from "./server.js";

const side = document.getElementById("side");

function seenKey(channel) {
  return `seen ${me} ${channel}`;
}

export function markUnread(channel, ts) {
  const link = side.querySelector(`[data-channel="${CSS.escape(channel)}"]`);
  if (link && ts > (sessionStorage.getItem(seenKey(channel)) ?? "")) link.classList.add("unread");
}

function countSeen() {
  for (const link of side.querySelectorAll("[data-channel]")) {
    const { channel, latest } = link.dataset;
    const seen = sessionStorage.getItem(seenKey(channel));
    if (link.hasAttribute("aria-current") || seen === null) sessionStorage.setItem(seenKey(channel), latest);
    else if (latest > seen) link.classList.add("unread");
  }
}

export function putSide(html) {
  if (side.contains(document.activeElement)) return; // not under somebody's hands; the next page has it
  side.innerHTML = html;
  const current = side.querySelector(`[data-channel="${CSS.escape(document.body.dataset.in)}"]`);
  current?.setAttribute("aria-current", "page");
  countSeen();
}

function showMenu(open) {
  document.body.classList.toggle("menu", open);
  side.toggleAttribute("data-open", open);
  if (open) side.querySelector("summary, a")?.focus();
}

export function startSide() {
  countSeen();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-menu]")) showMenu(!document.body.classList.contains("menu"));
    else if (!side.contains(event.target)) showMenu(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("menu")) showMenu(false);
  });
  // The newest message here counts as seen when one leaves.
  window.addEventListener("pagehide", () => {
    const newest = [...document.querySelectorAll(".entry:not(.notice)")].map((entry) => entry.dataset.ts).sort().at(-1);
    if (newest) sessionStorage.setItem(seenKey(document.body.dataset.in), newest);
  });
}
