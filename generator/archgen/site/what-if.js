/* The what-if page: moves answers among their positions and shows what stands in the compiled data. It computes nothing. */
(() => {
  const place = document.querySelector(".archgen-what-if");
  if (!place) return;
  const folder = new URL("what-if/", document.querySelector('script[src*="archgen/what-if.js"]').src);

  /* Data: a field has a value at each point of its own axes; runs are pairs of a value's number and its repetitions. */
  const unrolled = (field) => {
    const cells = [];
    for (let at = 0; at < field.runs.length; at += 2) {
      for (let often = field.runs[at + 1]; often; often--) cells.push(field.runs[at]);
    }
    return { ...field, cells };
  };
  const at = (data, field, point) => {
    let cell = 0;
    for (const axis of field.axes) cell = cell * data.answers[axis].labels.length + point[axis];
    return field.values[field.cells[cell]];
  };
  const said = (data, number, point) => {
    const words = data.sentences[number].map((part) => (typeof part === "string" ? part : at(data, data.slots[part], point)));
    return words.includes(null) ? "" : words.join("");
  };
  const today = (data) => data.answers.map((answer) => answer.today);
  const list = (options) => options.join(", ") || "none";
  /* What is different: of a set the members that come and go, with the reasons of those that come. */
  const turned = (now, then) => {
    if (now.length < 2 && then.length < 2) return { here: list(then), asked: then };
    const come = then.filter((option) => !now.includes(option));
    const gone = now.filter((option) => !then.includes(option));
    const here = [come.length && `with ${list(come)}`, gone.length && `without ${list(gone)}`].filter(Boolean).join("; ");
    return { here: here || "as today", asked: come };
  };
  const decided = (data, decision, point) => {
    const [now] = at(data, decision, today(data));
    const [then, told] = at(data, decision, point);
    const { here, asked } = turned(now, then);
    const why = told.filter(([option]) => asked.includes(option)).map(([, sentence]) => said(data, sentence, point));
    return { title: decision.title, anchor: decision.anchor, now: list(now), then: list(then), here, why: why.filter(Boolean) };
  };
  const held = (data, one, point) => ({
    title: one.title, anchor: one.anchor, severity: one.severity,
    now: at(data, one, today(data)), then: at(data, one, point), says: said(data, one.says, point),
  });
  const settings = (data, point) => data.answers.map((answer, axis) => answer.settings[point[axis]]).filter(Boolean);
  const quoted = (setting) => (/^[\w.=:-]+$/.test(setting) ? setting : `"${setting}"`);
  const shown = (data, point) => ({
    decisions: data.decisions.map((decision) => decided(data, decision, point)),
    contradictions: data.contradictions.map((one) => held(data, one, point)),
    command: `archgen what-if ${settings(data, point).map((setting) => `--set ${quoted(setting)} `).join("")}--design ${data.design}`,
  });

  /* Page */
  const element = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const table = (heads, rows) =>
    element("div", { class: "md-typeset__scrollwrap", tabindex: 0, role: "group", "aria-label": heads[0] }, element("div", { class: "md-typeset__table" },
      element("table", {},
        element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell))))))));

  const numbered = (count, noun) => `${count || "no"} ${noun}${count === 1 ? "" : "s"}`;
  const counted = (fields, axis, noun) => numbered(fields.filter((field) => field.axes.includes(axis)).length, noun);

  const build = (data) => {
    const point = today(data);
    const sliders = data.answers.map((answer, axis) => {
      const id = `archgen-answer-${axis}`;
      const label = element("output", { for: id });
      const slider = element("input", { type: "range", id, min: 0, max: answer.labels.length - 1, step: 1 });
      slider.addEventListener("input", () => { point[axis] = Number(slider.value); show(); });
      const set = () => {
        slider.value = point[axis];
        slider.setAttribute("aria-valuetext", answer.labels[point[axis]]);
        label.textContent = answer.labels[point[axis]] + (point[axis] === answer.today ? " (today)" : "");
      };
      const reach = element("small", {}, `turns ${counted(data.decisions, axis, "decision")}, ${counted(data.contradictions, axis, "contradiction")}`);
      return { row: element("div", { class: "archgen-answer" }, element("label", { for: id }, answer.title), slider, label, reach), set };
    });
    const back = element("button", { type: "button", class: "md-button" }, "Back to today");
    back.addEventListener("click", () => { point.splice(0, point.length, ...today(data)); show(); });
    const sum = element("p", { role: "status", class: "archgen-sum" });
    const results = element("div");
    const command = element("code");
    place.replaceChildren(
      element("div", { class: "archgen-answers", role: "group", "aria-label": "Answers" }, ...sliders.map((slider) => slider.row), back),
      sum, results, element("p", {}, "The same on the command line: ", command));

    const show = () => {
      for (const slider of sliders) slider.set();
      const found = shown(data, point);
      const other = found.decisions.filter((one) => one.now !== one.then);
      const changed = found.contradictions.filter((one) => one.now !== one.then);
      const still = found.contradictions.filter((one) => one.now && one.then);
      const moved = settings(data, point).map(encodeURIComponent).join("&");
      const come = changed.filter((one) => one.then).length;
      sum.textContent = moved
        ? `Of ${data.decisions.length} decisions that these answers can turn, ${other.length} turn. `
          + `Contradictions that come: ${come}; that go: ${changed.length - come}.`
        : `These are today's answers: move one, and see which of ${numbered(data.decisions.length, "decision")} turn.`;
      const parts = [];
      if (other.length) {
        parts.push(table(["Decision", "Today", "Here", "Because"], other.map((one) => [
          element("a", { href: `../decisions/#${one.anchor}` }, one.title), one.now, element("strong", {}, one.here), one.why.join(" ")])));
      }
      if (changed.length || still.length) {
        parts.push(table(["Contradiction", "How grave", "Here", "Says"], [...changed, ...still].map((one) => [
          one.title, one.severity, one.then ? (one.now ? "stays" : "comes") : "goes", one.then ? one.says : ""])));
      }
      results.replaceChildren(...parts);
      command.textContent = found.command;
      history.replaceState(null, "", moved ? `#${moved}` : location.pathname);
    };
    for (const setting of location.hash.slice(1).split("&").map(decodeURIComponent)) {
      data.answers.forEach((answer, axis) => {
        const position = setting ? answer.settings.indexOf(setting) : -1;
        if (position >= 0) point[axis] = position;
      });
    }
    show();
    globalThis.archgenWhatIf = { data, shown: (there) => shown(data, there) };
  };

  fetch(new URL(`${place.dataset.design}.json`, folder))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((data) => build({ ...data, decisions: data.decisions.map(unrolled), contradictions: data.contradictions.map(unrolled), slots: data.slots.map(unrolled) }))
    .catch(() => {}); // without the data the page keeps the text that it came with
})();
