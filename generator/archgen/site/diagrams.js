/* Appended to mermaid: colours for the kinds of diagram that material leaves to it, and a least width. */
(() => {
  const initialize = mermaid.initialize;
  const hues = ["#9fa8da", "#80cbc4", "#ffcc80", "#b0bec5", "#ce93d8", "#c5e1a5", "#ef9a9a", "#81d4fa"];
  const pie = Object.fromEntries(hues.map((hue, place) => [`pie${place + 1}`, hue]));
  const scale = Object.fromEntries(hues.map((hue, place) => [`cScale${place}`, hue]));
  const xyChart = { plotColorPalette: ["#7986cb", "#c62828", ...hues.slice(1)].join(", ") };
  const quadrant = {
    quadrant1Fill: "#fde3e1",
    quadrant2Fill: "#fff3d6",
    quadrant3Fill: "#e6f4ea",
    quadrant4Fill: "#eef1fb",
    quadrantPointFill: "#3949ab",
  };
  mermaid.initialize = (settings) =>
    initialize({ ...settings, themeVariables: { ...pie, ...scale, xyChart, ...quadrant, pieOpacity: "1" } });

  /* A wide diagram shrinks to its box until its labels could not be read any more; from there on the box scrolls. */
  const render = mermaid.render;
  const natural = /(<svg[^>]*style="[^"]*max-width: )([\d.]+px)/;
  mermaid.render = async (...asked) => {
    const drawn = await render(...asked);
    return { ...drawn, svg: drawn.svg.replace(natural, "$1$2; min-width: calc($2 * var(--archgen-least, 0.7))") };
  };
})();
