// What the page's address says: "#VIEW/kalla/…" opens a view and the cited page beside it. A link to
// a document's page opens it here; so do Back, a reload, and an address that somebody sent.
const dialog = element.querySelector("dialog");
const frame = dialog.querySelector("iframe");
const title = dialog.querySelector("h2");
const label = title.textContent;
const wide = window.matchMedia("(min-width: 64rem)");
let opener = null;

// The pane's own addresses are without the path that the service may lie under.
const SOURCES = `${vagvis.root}/kalla/`;
const inside = (path) => path.slice(vagvis.root.length).split("#")[0];
const address = () => {
  const [, view, path] = location.hash.match(/^#([a-z]*)(\/kalla\/[^#]*)?/) ?? [];
  return { view: view ?? "", path: path ?? "" };
};
const go = (hash, { replace = false } = {}) => {
  const target = `${location.pathname}${location.search}${hash}`;
  history[replace ? "replaceState" : "pushState"](null, "", target);
  show();
};
const framed = (path) => {
  const url = new URL(vagvis.root + path, location.origin);
  url.searchParams.set("ruta", "1");
  url.hash = "citat";
  return url;
};
const plain = (url) => {
  url.searchParams.delete("ruta");
  return inside(`${url.pathname}${url.search}`);
};

const close = () => {
  document.body.classList.remove("reading");
  if (dialog.open) dialog.close();
  frame.removeAttribute("src");
  opener?.isConnected && opener.focus({ preventScroll: true });
  opener = null;
};

const open = (path, takesFocus) => {
  const url = framed(path);
  if (frame.getAttribute("src") !== url.href) frame.src = url.href;
  dialog.querySelector(".pane-out").href = vagvis.root + path;
  document.body.classList.add("reading");
  const before = document.activeElement;
  if (!dialog.open) wide.matches ? dialog.show() : dialog.showModal();
  // A dialog takes the focus when it opens: who is writing keeps it.
  (takesFocus || !wide.matches ? title : before)?.focus({ preventScroll: true });
};

// Brings the mark on a page as printed into sight: the first row of its picture that is yellow.
const toMark = async (image) => {
  const view = frame.contentWindow;
  view.scrollTo(0, 0);
  await image.decode().catch(() => null);
  if (!image.naturalWidth || view !== frame.contentWindow) return;
  const size = { width: 120, height: Math.round((120 * image.naturalHeight) / image.naturalWidth) };
  const drawing = Object.assign(document.createElement("canvas"), size).getContext("2d");
  drawing.drawImage(image, 0, 0, size.width, size.height);
  const { data } = drawing.getImageData(0, 0, size.width, size.height);
  const yellow = (at) => Math.min(data[4 * at], data[4 * at + 1]) - data[4 * at + 2] > 60;
  const first = [...Array(size.width * size.height).keys()].find(yellow) ?? 0;
  const box = image.getBoundingClientRect();
  const top = box.top + (box.height * Math.floor(first / size.width)) / size.height;
  if (top > view.innerHeight / 2) view.scrollTo(0, top - view.innerHeight / 3);
};

// While the page is being built its tabs do not answer yet. The tab that is chosen already stays
// where it is: to bring it into sight would scroll away from the answer that has just come.
const choose = (id, tries = 50, isChosen = true) => {
  const tab = document.getElementById(id);
  if (tab?.getAttribute("aria-selected") === "true") {
    if (!isChosen) tab.scrollIntoView({ block: "nearest", inline: "center" });
    return;
  }
  tab?.click();
  if (tries) setTimeout(() => choose(id, tries - 1, false), 100);
};

const show = (takesFocus = opener !== null) => {
  const { view, path } = address();
  choose(`view-${view || "ask"}-button`);
  if (path) open(path, takesFocus); else if (dialog.open) close();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(`a[href^="${SOURCES}"]`);
  if (!link || link.target === "_top" || link.classList.contains("pane-out")) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  opener = link;
  go(`#${address().view}${inside(link.getAttribute("href"))}`, { replace: dialog.open });
});
// An answer that has come shows its first source where there is room beside it.
document.addEventListener("vagvis:cited", ({ detail }) => {
  if (wide.matches) go(`#${address().view}${inside(detail)}`, { replace: true });
});
document.addEventListener("vagvis:cleared", () => {
  if (address().path) go(`#${address().view}`, { replace: true });
});
dialog.querySelector(".pane-close").addEventListener("click", () => go(`#${address().view}`));
dialog.addEventListener("cancel", (event) => { event.preventDefault(); go(`#${address().view}`); });
const leave = (event) => {
  if (event.key === "Escape" && dialog.open) go(`#${address().view}`);
};
dialog.addEventListener("keydown", leave);
// Turning pages inside the frame is part of the address too, so that a reload keeps the page.
frame.addEventListener("load", () => {
  const place = frame.contentWindow?.location;
  if (!dialog.open || !place?.pathname.startsWith(SOURCES)) return;
  // Which document it is stands in sight, also where the page is scrolled to its mark.
  title.textContent = [label, frame.contentDocument.querySelector("h1")?.textContent].join(": ");
  frame.contentDocument.addEventListener("keydown", leave);
  // Where there is room the page as printed comes first; else the quote in the text, as addressed.
  const image = frame.contentDocument.querySelector(".printed img");
  if (wide.matches && image) toMark(image);
  const path = plain(new URL(place.href));
  dialog.querySelector(".pane-out").href = vagvis.root + path;
  history.replaceState(null, "", `${location.pathname}${location.search}#${address().view}${path}`);
});
wide.addEventListener("change", () => {
  if (!dialog.open) return;
  dialog.close();
  wide.matches ? dialog.show() : dialog.showModal();
});
window.addEventListener("popstate", () => show());
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.('button[role="tab"][id^="view-"]');
  if (!tab || !event.isTrusted) return;
  tab.scrollIntoView({ block: "nearest", inline: "center" });
  const view = tab.id.slice("view-".length, -"-button".length);
  // The cited page belongs to the view that is left.
  go(`#${view === "ask" ? "" : view}`, { replace: true });
});
show(false);
