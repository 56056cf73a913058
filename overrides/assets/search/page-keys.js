/** Keys of the search page: results are plain links, so Tab and Enter need no help. */

/**
 * The down arrow leads from the words to the results and through them, the up arrow back; Escape leads back, then clears.
 * @param {HTMLElement} page
 * @param {HTMLInputElement} input
 * @param {() => HTMLElement[]} links the results in sight, in their order
 * @param {() => void} clear
 */
export function keys(page, input, links, clear) {
  page.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [input, ...links()];
    const here = stops.indexOf(document.activeElement);
    if (here < 0) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (here === 0) clear();
      input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  });
}
