// What can follow what is typed: words after /journey, details after |, people after @.
import { given } from "./server.js";

const { command, words, steps, details } = given.completions;

function starts(text, part) {
  return text.toLowerCase().startsWith(part.toLowerCase());
}

// Up to `most` suggestions for the text left of the cursor: [{insert, from, label, hint}].
export function suggestions(left, most = 8) {
  return (people(left) ?? commandWord(left) ?? step(left) ?? detail(left) ?? []).slice(0, most);
}

function people(left) {
  const found = /(?:^|\s)@([\p{L}\d._-]*)$/u.exec(left);
  if (!found) return null;
  const from = left.length - found[1].length - 1;
  return given.people
    .filter((p) => starts(p.handle, found[1]) || p.name.split(" ").some((n) => starts(n, found[1])))
    .map((p) => ({ insert: `@${p.handle} `, from, label: `@${p.handle}`, hint: p.name }));
}

function commandWord(left) {
  if (left.startsWith("/") && !left.includes(" ") && starts(command, left)) {
    return left === command ? all("", 0, `${command} `) : [{ insert: `${command} `, from: 0, label: command, hint: given.said.commands }];
  }
  const found = new RegExp(`^${command}\\s+([^\\s|]*)$`).exec(left);
  return found ? all(found[1], left.length - found[1].length, "") : null;
}

function all(part, from, before) {
  const fit = words.filter((w) => starts(w.word, part) || (part.length > 1 && starts(w.also, part)));
  if (fit.length === 1 && fit[0].word === part) return [];
  return fit.map((w) => ({ insert: `${before}${w.word} `, from, label: w.word, form: w.form, hint: w.hint }));
}

function step(left) {
  const found = new RegExp(`^${command}\\s+(?:go|naar)\\s+(.*)$`).exec(left);
  if (!found) return null;
  const from = left.length - found[1].length;
  return steps.filter((s) => starts(s, found[1]) && s !== found[1]).map((s) => ({ insert: s, from, label: s, hint: "" }));
}

function detail(left) {
  const found = new RegExp(`^${command}\\s+(\\S+).*\\|\\s*([^|:]*)$`).exec(left);
  if (!found) return null;
  const given_ = left.split("|").slice(1, -1).map((part) => part.split(":")[0].trim());
  const from = left.length - found[2].length;
  return (details[found[1].toLowerCase()] ?? [])
    .filter((key) => starts(key, found[2]) && !given_.includes(key))
    .map((key) => ({ insert: `${key}: `, from, label: `${key}:`, hint: "" }));
}
