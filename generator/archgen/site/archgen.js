/* A table that is wider than the window scrolls in a box of its own; the keyboard must be able to reach that box. */
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (box.scrollWidth <= box.clientWidth) continue;
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Wide table");
  }
});

/* The what-if page has a script of its own. */
if (document.querySelector(".archgen-what-if")) {
  const script = document.createElement("script");
  script.src = new URL("what-if.js", document.currentScript.src);
  document.head.append(script);
}
