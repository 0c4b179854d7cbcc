// News from the stand-in. A hidden tab lets its line go after a while, since a browser keeps only a few open
// per address; the snapshot at the start of each line brings it up to date again.
import { showModal } from "./modal.js";
import { putAll, put, putNotice, takeAway } from "./messages.js";
import { replaceView } from "./fields.js";
import { markUnread, putSide } from "./side.js";
import { given, here, me } from "./server.js";

const HIDDEN_FOR = 30_000;
const progress = document.querySelector(".progress");
let line = null;
let timer = 0;
let homeHtml = null;

const on = {
  all: (news) => putAll(news.entries),
  entry: (news) => put(news),
  gone: (news) => takeAway(news.ts),
  notice: (news) => (document.getElementById("messages") ? putNotice(news) : say(news.text)),
  unread: (news) => markUnread(news.channel, news.ts),
  modal: (news) => showModal(news),
  side: (news) => putSide(news.html),
  home: (news) => {
    const home = document.getElementById("home");
    if (home && homeHtml !== news.html) replaceView(home, news.html);
    homeHtml = news.html;
  },
  progress: (news) => say(news.text),
  nothing: () => {},
};

function say(text) {
  progress.textContent = text;
  progress.hidden = !text;
}

export function listen() {
  open();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(close, HIDDEN_FOR);
    else if (!line) open();
  });
}

function open() {
  line = new EventSource(`/page/stream?as=${encodeURIComponent(me)}&in=${encodeURIComponent(here)}`);
  line.onmessage = (event) => {
    const news = JSON.parse(event.data);
    on[news.kind](news);
    document.body.setAttribute("data-live", "yes");
  };
  line.onerror = () => {
    document.body.removeAttribute("data-live");
    say(given.said.reconnecting);
  };
}

function close() {
  line.close();
  line = null;
}
