// Gradio draws groups of choices and folds without telling assistive technology what they are:
// names the groups, makes radio buttons one group for the arrow keys, says whether the fold is
// open, and takes away tooltips that show a value's inner name. Its own messages, which only come
// when the server is gone or fails outside our reach, are said in the page's words (SAID).
() => {
  const said = SAID;
  const name = (group, attribute, text) => {
    if (!text || group.hasAttribute(attribute)) return;
    text.id ||= `said-${Math.random().toString(36).slice(2)}`;
    group.setAttribute(attribute, text.id);
  };
  const mend = () => {
    for (const group of document.querySelectorAll("fieldset.block")) {
      name(group, "aria-labelledby", group.querySelector("[data-testid=block-info]"));
      name(group, "aria-describedby", group.querySelector(".info-text"));
      for (const radio of group.querySelectorAll("input[type=radio]")) {
        if (radio.name !== group.id) radio.name = group.id;
      }
      for (const box of group.querySelectorAll("input[title]")) box.removeAttribute("title");
    }
    for (const fold of document.querySelectorAll("button.label-wrap")) {
      const open = fold.nextElementSibling?.style.display !== "none";
      fold.setAttribute("aria-expanded", String(open));
    }
    const messages = new Set(Object.values(said));
    for (const place of document.querySelectorAll(".toast-message-text")) {
      if (messages.has(place.textContent)) continue;
      const cause = ["onnection", "currently busy"].find((one) => place.textContent.includes(one));
      place.textContent = { onnection: said.lost, "currently busy": said.busy }[cause] ?? said.failed;
    }
    for (const place of document.querySelectorAll(".toast-title")) {
      if (place.textContent !== said.title) place.textContent = said.title;
    }
    for (const button of document.querySelectorAll(".toast-close")) {
      button.setAttribute("aria-label", said.close);
    }
  };
  mend();
  new MutationObserver(mend).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["style", "title", "name"],
  });
}
