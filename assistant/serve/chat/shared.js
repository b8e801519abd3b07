// What the scripts of the views share: requests to the service, wherever it lies, and files.
window.vagvis = (() => {
  const root = location.pathname.replace(/(\/en)?\/?$/, "");
  // Keys are held while the page is open, and nowhere else.
  const keys = { api: "", folder: "" };
  const allowed = () => (keys.api ? { "X-API-Key": keys.api } : {});
  const send = (path, { method = "POST", body, accept = "application/json" } = {}) =>
    fetch(root + path, {
      method,
      headers: {
        ...allowed(),
        Accept: accept,
        "Accept-Language": document.documentElement.lang,
        ...(body ? { "Content-Type": "application/json" } : {}),
      },
      body,
    }).catch(() => null);
  // Why a reply is none that was hoped for, in the service's words where it has some.
  const objection = async (reply, fallback) => {
    try {
      return (await reply.json()).detail ?? fallback;
    } catch {
      return fallback;
    }
  };
  const download = async (reply) => {
    const name = reply.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await reply.blob());
    link.download = name ?? "vagvis";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  // Sends a request for a file, and says beside the button how that went.
  const fetchFile = async (path, body, accept, place, { ready, failed }) => {
    place.textContent = "";
    const reply = await send(path, { body, accept });
    if (reply?.ok) await download(reply);
    place.textContent = reply?.ok ? ready : await objection(reply, failed);
  };
  // Keeps a question or a sheet in this page's folder, and says by which key it is found.
  const keep = async (kind, body, place, { kept, failed }) => {
    place.textContent = "";
    const reply = await send(`/v1/saved/${kind}`, {
      body: JSON.stringify({ ...body, folder: keys.folder || null }),
    });
    if (!reply?.ok) {
      place.textContent = await objection(reply, failed);
      return;
    }
    keys.folder = (await reply.json()).folder;
    place.textContent = kept.replace("#", keys.folder);
  };
  // Reads out what a result says of itself, and brings it into sight: a place for such words that
  // comes together with them is read out by few.
  const announce = (element, watch) => {
    const place = document.createElement("p");
    place.className = "unseen";
    place.setAttribute("role", "status");
    document.querySelector("main").append(place);
    watch("value", () => {
      place.textContent = element.querySelector(".said, .notice")?.textContent ?? "";
      setTimeout(() => {
        // A drawing stands above what it is made of.
        const drawing = [...document.querySelectorAll(".legend")].find((one) => one.checkVisibility());
        const result = drawing ?? element.firstElementChild;
        if (result?.getBoundingClientRect().top > innerHeight / 2) result.scrollIntoView();
      }, 100);
    });
  };
  return { root, keys, allowed, send, objection, fetchFile, keep, announce };
})();
