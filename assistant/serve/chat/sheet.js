// A session sheet as it stands on the screen, had as a file or kept; nothing is sent before that.
const current = (files) => {
  const sheet = JSON.parse(files.dataset.sheet);
  for (const part of element.querySelectorAll("[data-section]")) {
    const rows = [...part.querySelectorAll("[data-row]")];
    sheet.sections[Number(part.dataset.section)].rows = rows.map((row) =>
      [...row.querySelectorAll("[data-cell]")].map((cell) => cell.innerText.trim()),
    );
  }
  return sheet;
};
element.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-sheet-media], [data-keep]");
  if (!button) return;
  const files = button.closest(".files");
  const place = files.querySelector("[role=status]");
  const media = button.dataset.sheetMedia;
  if (media) vagvis.fetchFile("/v1/sheets/files", JSON.stringify(current(files)), media, place, files.dataset);
  else vagvis.keep("sheets", { sheet: current(files) }, place, files.dataset);
});
vagvis.announce(element, watch);
