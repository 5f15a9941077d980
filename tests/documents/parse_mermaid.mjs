// Has mermaid itself read diagrams and prints, as JSON, which of them it refuses and in which words.
// Usage: node parse_mermaid.mjs FOLDER DIAGRAMS.json, where FOLDER holds mermaid.js and a document that needs no browser.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [folder, order] = process.argv.slice(2);
const say = process.stdout.write.bind(process.stdout); // the stand-in for a document has a console of its own
for (const name of ["crypto", "navigator"]) Object.defineProperty(globalThis, name, { value: undefined, writable: true });
globalThis.__log = () => {};
for (const script of ["dom_shim.js", "mermaid.js"]) {
  vm.runInThisContext(fs.readFileSync(path.join(folder, script), "utf8"));
}
const { mermaid } = globalThis.__esbuild_esm_mermaid_nm;
const reader = mermaid.default ?? mermaid;
reader.initialize({ startOnLoad: false });
const refused = [];
for (const [place, text] of JSON.parse(fs.readFileSync(order, "utf8"))) {
  try {
    await reader.parse(text);
  } catch (error) {
    refused.push([place, String(error.message ?? error)]);
  }
}
say(JSON.stringify(refused));
