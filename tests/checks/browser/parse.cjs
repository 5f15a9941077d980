// Reads a file {mermaid, chromium, diagrams: {name: text}} and prints {name: error} for those that Mermaid refuses.
const { readFileSync } = require("fs");
const { chromium } = require("playwright-core");

(async () => {
  const order = JSON.parse(readFileSync(process.argv[2], "utf-8"));
  const browser = await chromium.launch({ executablePath: order.chromium, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.addScriptTag({ path: order.mermaid });
  const refused = await page.evaluate(async (diagrams) => {
    const found = {};
    for (const [name, text] of Object.entries(diagrams)) {
      try {
        await globalThis.mermaid.parse(text);
      } catch (error) {
        found[name] = String(error.message || error).split("\n").slice(0, 3).join(" ");
      }
    }
    return found;
  }, order.diagrams);
  await browser.close();
  process.stdout.write(JSON.stringify(refused));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
