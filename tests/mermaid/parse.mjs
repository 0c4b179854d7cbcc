// Reads one JSON string of Mermaid text per line, answers with what Mermaid made of it, one JSON object per line.
import { createInterface } from "node:readline";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window; // Mermaid cleans what it reads with the help of a document
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

async function read(text) {
  try {
    const { diagramType } = await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    return { kind: diagramType, title: db.getDiagramTitle(), sections: db.getSections(), tasks: db.getTasks() };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await read(JSON.parse(line))) + "\n");
}
