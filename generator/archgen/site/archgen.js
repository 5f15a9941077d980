/* A table or diagram that is wider than the window scrolls in a box of its own; the keyboard must reach that box. */
addEventListener("load", () => {
  const watched = new ResizeObserver((boxes) => {
    for (const { target: box } of boxes) {
      const named = { tabindex: "0", role: "group", "aria-label": box.matches(".mermaid") ? "Wide diagram" : "Wide table" };
      for (const [name, value] of Object.entries(named)) {
        if (box.scrollWidth > box.clientWidth) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  });
  const watch = (place) => {
    for (const box of place.querySelectorAll(".md-typeset__scrollwrap, div.mermaid")) watched.observe(box);
  };
  watch(document);
  /* Diagrams are drawn later, each in a box that takes the place of its text. */
  const content = document.querySelector(".md-content");
  if (content) new MutationObserver(() => watch(content)).observe(content, { childList: true, subtree: true });
});

/* The what-if page has a script of its own. */
if (document.querySelector(".archgen-what-if")) {
  const script = document.createElement("script");
  script.src = new URL("what-if.js", document.currentScript.src);
  document.head.append(script);
}

/* A long table is sorted by a click on the head of a column: by number where its cells begin with one, else by word. */
{
  const LONG = 15;
  const number = (text) => (/^[\d.,]+/.test(text) ? Number(text.match(/^[\d.,]+/)[0].replaceAll(",", "")) : NaN);
  const compared = (one, other) => {
    const [left, right] = [number(one), number(other)];
    if (!Number.isNaN(left) && !Number.isNaN(right) && left !== right) return left - right;
    return Number.isNaN(left) - Number.isNaN(right) || one.localeCompare(other, "en", { numeric: true });
  };
  const sorted = (body, place, back) => {
    const text = (row) => row.cells[place]?.textContent.trim() ?? "";
    const rows = [...body.rows].sort((one, other) => compared(text(one), text(other)) * (back ? -1 : 1));
    body.append(...rows);
  };
  for (const table of document.querySelectorAll(".md-typeset table:not([class])")) {
    const [body, heads] = [table.tBodies[0], [...(table.tHead?.rows[0]?.cells ?? [])]];
    if (!body || body.rows.length < LONG) continue;
    heads.forEach((head, place) => {
      if (!head.textContent.trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "archgen-sort";
      button.title = "Sort by this column";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const back = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", back ? "descending" : "ascending");
        sorted(body, place, back);
      });
    });
  }
}

/* A wide table shows no column in which nothing stands. */
for (const table of document.querySelectorAll(".md-typeset table:not([class])")) {
  const [heads, rows] = [[...(table.tHead?.rows[0]?.cells ?? [])], [...(table.tBodies[0]?.rows ?? [])]];
  if (heads.length < 7) continue;
  heads.forEach((head, place) => {
    if (rows.some((row) => row.cells[place]?.textContent.trim())) return;
    for (const cell of [head, ...rows.map((row) => row.cells[place])]) cell?.setAttribute("hidden", "");
  });
}

/* A day is not broken across lines. */
for (const cell of document.querySelectorAll(".md-typeset td")) {
  if (/^\d{4}-\d\d-\d\d$/.test(cell.textContent.trim())) cell.classList.add("archgen-date");
}

/* On paper everything is unfolded. */
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open])")) folded.open = true;
});
