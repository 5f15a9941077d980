// Opens pages of a built site in a real browser and prints, as JSON, what is wrong with each.
// Usage: node visit.cjs ORDER.json, where ORDER is {base, pages, chromium, screenshots, allowed}. Judges nothing but pages.
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];
const SCHEMES = ["light", "dark"];
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const DRAWING_MS = 20_000;

async function main(order) {
  const browser = await chromium.launch({ executablePath: order.chromium, args: FLAGS });
  const found = [];
  for (const scheme of SCHEMES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const context = await browser.newContext({ colorScheme: scheme, viewport, reducedMotion: "reduce" });
      for (const place of order.pages) {
        for (const what of await visit(context, order, place, `${scheme}-${size}`)) {
          found.push({ page: place, view: `${scheme} ${size}`, what });
        }
      }
      await context.close();
    }
  }
  found.push(...(await searchAndKeys(browser, order)));
  await browser.close();
  return found;
}

async function visit(context, order, place, view) {
  const page = await context.newPage();
  const wrong = listen(page, order.base);
  await page.goto(order.base + place, { waitUntil: "load" });
  wrong.push(...(await undrawn(page)));
  wrong.push(...(await sticksOut(page)));
  wrong.push(...(await axe(page, order.allowed)));
  if (order.screenshots) {
    const name = `${place.replace(/\W+/g, "-")}-${view}.png`;
    await page.screenshot({ path: path.join(order.screenshots, name), fullPage: true });
  }
  await page.close();
  return wrong;
}

// Errors, and requests that would leave the machine; the browser itself refuses those, so no test depends on a network.
function listen(page, base) {
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("response", (answer) => answer.status() >= 400 && wrong.push(`answer ${answer.status()}: ${answer.url()}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob|about):/.test(url) && !url.startsWith(base)) wrong.push(`leaves the machine: ${url}`);
  });
  return wrong;
}

// Material takes each pre.mermaid away and puts a div.mermaid with a closed shadow root in its place.
async function undrawn(page) {
  const html = await (await page.request.get(page.url())).text();
  const wanted = (html.match(/<pre class="mermaid"/g) || []).length;
  try {
    await page.waitForFunction(
      (count) =>
        !document.querySelector("pre.mermaid") &&
        [...document.querySelectorAll("div.mermaid")].filter((box) => box.getBoundingClientRect().height > 20).length === count,
      wanted,
      { timeout: DRAWING_MS },
    );
    return [];
  } catch {
    const drawn = await page.locator("div.mermaid").count();
    return [`diagrams: ${drawn} of ${wanted} are drawn`];
  }
}

async function sticksOut(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return over > 0 ? [`the page is ${over} pixels wider than the window`] : [];
}

async function axe(page, allowed) {
  await page.addScriptTag({ content: AXE });
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter((violation) => !allowed.includes(violation.id))
    .map(({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.length}x, first ${nodes[0].html.slice(0, 160)})`);
}

// Once, on a desktop: the search finds a word of each page that was named with one, and the keyboard reaches the content.
async function searchAndKeys(browser, order) {
  const context = await browser.newContext({ viewport: SIZES.desktop });
  const page = await context.newPage();
  const wrong = listen(page, order.base);
  for (const [word, place] of Object.entries(order.search)) {
    await page.goto(order.base + order.pages[0], { waitUntil: "load" });
    await page.locator(".md-search__input").click();
    await page.locator(".md-search__input").pressSequentially(word, { delay: 20 });
    const hit = page.locator(`.md-search-result__link[href*="${place}"]`).first();
    await hit.waitFor({ timeout: 10_000 }).catch(() => wrong.push(`search: '${word}' does not lead to ${place}`));
  }
  await page.goto(order.base + order.pages[0], { waitUntil: "load" });
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.className || "");
  if (!first.includes("md-skip")) wrong.push(`keyboard: the first Tab reaches '${first}', not the link to the content`);
  await context.close();
  return wrong.map((what) => ({ page: order.pages[0], view: "search and keyboard", what }));
}

main(JSON.parse(fs.readFileSync(process.argv[2], "utf8")))
  .then((found) => console.log(JSON.stringify(found)))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
