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
const send = (path, body, accept) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify(body),
  });
element.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-sheet-media], [data-keep]");
  if (!button) return;
  const files = button.closest(".files");
  const status = files.querySelector("[role=status]");
  status.textContent = "";
  try {
    const media = button.dataset.sheetMedia;
    const sheet = current(files);
    const reply = media
      ? await send("/v1/sheets/files", sheet, media)
      : await send("/v1/saved/sheets", { sheet }, "application/json");
    if (!reply.ok) throw new Error();
    if (!media) {
      status.textContent = files.dataset.kept + (await reply.json()).folder;
      return;
    }
    const named = reply.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await reply.blob());
    link.download = named ?? "samtalsunderlag";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    status.textContent = files.dataset.ready;
  } catch {
    status.textContent = files.dataset.failed;
  }
});
