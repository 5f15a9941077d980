/* A table that is wider than the window scrolls in a box of its own; the keyboard must be able to reach that box. */
addEventListener("load", () => {
  const watched = new ResizeObserver((boxes) => {
    for (const { target: box } of boxes) {
      const named = { tabindex: "0", role: "group", "aria-label": "Wide table" };
      for (const [name, value] of Object.entries(named)) {
        if (box.scrollWidth > box.clientWidth) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  });
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) watched.observe(box);
});

/* The what-if page has a script of its own. */
if (document.querySelector(".archgen-what-if")) {
  const script = document.createElement("script");
  script.src = new URL("what-if.js", document.currentScript.src);
  document.head.append(script);
}
