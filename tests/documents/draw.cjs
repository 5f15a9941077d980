// Draws diagrams with the real Mermaid in a real browser, all in one page, and prints as JSON what became of each.
// Usage: node draw.cjs ORDER.json, where ORDER is {chromium, mermaid, diagrams: [text]}; prints [{error, width}].
const fs = require("node:fs");
const { chromium } = require("playwright-core");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"];

async function main(order) {
  const browser = await chromium.launch({ executablePath: order.chromium, args: FLAGS });
  const page = await browser.newPage();
  await page.setContent("<!doctype html><body></body>");
  await page.addScriptTag({ path: order.mermaid });
  const drawn = await page.evaluate(async (diagrams) => {
    const mermaid = globalThis.mermaid.default ?? globalThis.mermaid;
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
    const found = [];
    for (const [number, text] of diagrams.entries()) {
      try {
        const { svg } = await mermaid.render(`diagram${number}`, text);
        const box = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) /.exec(svg);
        found.push({ error: "", width: box ? Number(box[1]) : 0 });
      } catch (error) {
        found.push({ error: String(error), width: 0 });
      }
    }
    return found;
  }, order.diagrams);
  await browser.close();
  console.log(JSON.stringify(drawn));
}

main(JSON.parse(fs.readFileSync(process.argv[2], "utf8")));
