// Fetches a result as a file: the API makes it of the request that the result was made of.
element.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-media]");
  if (!button) return;
  const files = button.closest(".files");
  const status = files.querySelector("[role=status]");
  const { path, body, failed, ready } = files.dataset;
  status.textContent = "";
  try {
    const reply = await fetch(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: button.dataset.media,
        "Accept-Language": document.documentElement.lang,
      },
      body,
    });
    if (!reply.ok) throw new Error();
    const named = reply.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await reply.blob());
    link.download = named ?? `vagvis${button.dataset.suffix}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    status.textContent = ready;
  } catch {
    status.textContent = failed;
  }
});
