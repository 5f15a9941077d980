// Opens pages of a built site in a real browser and prints, as JSON, what is wrong with each.
// Usage: node visit.cjs ORDER.json, where ORDER is {base, pages, chromium, screenshots, allowed, whatIf}. Judges nothing but pages.
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];
const SCHEMES = ["light", "dark"];
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
// What a page is made of does not depend on the scheme, nor its colours on the width: each rule is asked where it may differ.
const COLOURS = ["color-contrast", "link-in-text-block"];
const ASKED = {
  light: { desktop: {}, phone: { rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) } },
  dark: { desktop: { runOnly: COLOURS }, phone: null },
};
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const DRAWING_MS = 60_000; // tabs share the processor
const TABS = 3;
const READABLE_PX = 8;

async function main(order) {
  const browser = await chromium.launch({ executablePath: order.chromium, args: FLAGS });
  const found = [];
  const waiting = SCHEMES.flatMap((scheme) => order.pages.map((place) => ({ scheme, place })));
  const tab = async () => {
    const contexts = {};
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      contexts[one.scheme] ??= await opened(browser, one.scheme);
      found.push(...(await visit(contexts[one.scheme], order, one.place, one.scheme)));
    }
  };
  await Promise.all([...Array(TABS).fill().map(tab), searchAndKeys(browser, order).then((wrong) => found.push(...wrong))]);
  const whatIf = order.whatIf ? await moveAnswers(browser, order) : {};
  await browser.close();
  return { found, whatIf };
}

// Material draws in closed shadow roots; ours are open, so that the size of what is drawn can be measured.
async function opened(browser, scheme) {
  const context = await browser.newContext({ colorScheme: scheme, reducedMotion: "reduce" });
  await context.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (settings) {
      return attach.call(this, { ...settings, mode: "open" });
    };
  });
  return context;
}

// A page is loaded once for each scheme and looked at in each size.
async function visit(context, order, place, scheme) {
  const page = await context.newPage();
  await page.setViewportSize(SIZES.desktop);
  const wrong = listen(page, order.base);
  const told = [];
  const tell = (view) => told.push(...wrong.splice(0).map((what) => ({ page: place, view: `${scheme} ${view}`, what })));
  const answer = await page.goto(order.base + place, { waitUntil: "load" });
  wrong.push(...(await undrawn(page, await answer.text())));
  await page.addScriptTag({ content: AXE });
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))); // laid out
    wrong.push(...(await sticksOut(page)), ...(await tooSmall(page)));
    if (ASKED[scheme][size]) wrong.push(...(await axe(page, order.allowed, ASKED[scheme][size])));
    if (order.screenshots) {
      const name = `${place.replace(/\W+/g, "-")}-${scheme}-${size}.png`;
      await page.screenshot({ path: path.join(order.screenshots, name), fullPage: true });
    }
    tell(size);
  }
  await page.close();
  return told;
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
async function undrawn(page, html) {
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

async function tooSmall(page) {
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll("div.mermaid")].flatMap((box) => {
      const drawing = box.shadowRoot.querySelector("svg");
      const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
      return [...drawing.querySelectorAll("text, foreignObject p, foreignObject span")]
        .filter((label) => label.textContent.trim())
        .map((label) => [parseFloat(getComputedStyle(label).fontSize) * scale, label.textContent.trim()]);
    }),
  );
  const small = sizes.filter(([size]) => size < READABLE_PX);
  return small.length ? [`${small.length} labels of diagrams are too small, '${small[0][1]}' has ${small[0][0].toFixed(1)} pixels`] : [];
}

async function axe(page, allowed, asked) {
  const { violations } = await page.evaluate(
    (more) => window.axe.run(document, { resultTypes: ["violations"], elementRef: false, preload: false, ...more }),
    asked,
  );
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

// With the keyboard alone: each answer moves and comes back. Then what the page shows at each of the points asked for.
async function moveAnswers(browser, order) {
  const context = await browser.newContext({ viewport: SIZES.desktop });
  const page = await context.newPage();
  const wrong = listen(page, order.base);
  await page.goto(order.base + order.whatIf.place, { waitUntil: "load" });
  await page.waitForSelector(".archgen-answer input", { timeout: 10_000 });
  const today = await page.locator(".archgen-sum").textContent();
  const sliders = page.locator(".archgen-answer input");
  for (let at = 0; at < (await sliders.count()); at++) {
    const before = await sliders.nth(at).getAttribute("aria-valuetext");
    await sliders.nth(at).focus();
    for (const key of ["End", "ArrowLeft"]) await page.keyboard.press(key);
    const after = await sliders.nth(at).getAttribute("aria-valuetext");
    if (after === before) wrong.push(`keyboard: '${before}' does not move`);
  }
  const moved = { sum: await page.locator(".archgen-sum").textContent(), url: page.url() };
  if (moved.sum === today) wrong.push("nothing is said of answers that moved");
  await page.goto("about:blank");
  await page.goto(moved.url, { waitUntil: "load" });
  await page.waitForSelector(".archgen-answer input");
  if ((await page.locator(".archgen-sum").textContent()) !== moved.sum) wrong.push("its address does not lead back there");
  await page.locator(".archgen-what-if button").focus();
  await page.keyboard.press("Enter");
  if ((await page.locator(".archgen-sum").textContent()) !== today) wrong.push("the button does not lead back to today");
  const shown = await page.evaluate((points) => points.map((point) => globalThis.archgenWhatIf.shown(point)), order.whatIf.points);
  await context.close();
  return { wrong, shown };
}

main(JSON.parse(fs.readFileSync(process.argv[2], "utf8")))
  .then((found) => console.log(JSON.stringify(found)))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
