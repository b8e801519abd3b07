// What happens inside the conversation and the example questions. Gradio calls this once with
// `element` (where the HTML stands), `trigger` (tells the server) and `watch` (the HTML changed).
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
let turns = 0;
let settled = true;
let judged = null;
let changed = false;
// What the visitor ticked and opened, as the HTML comes anew with every piece of an answer.
const ticked = new Set();
const opened = new Set();

const goTo = (goal) => {
  if (!goal) return;
  goal.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  goal.focus({ preventScroll: true });
};

const copy = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without https there is no clipboard to ask for: copy out of a field instead.
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("copy");
};

element.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  const { act, name = null, document: id = null, vote } = button.dataset;
  const number = Number(button.dataset.number);
  if (act === "pick") trigger("pick", { question: button.textContent });
  if (act === "widen") trigger("widen", {});
  if (act === "vote") {
    judged = `t${number}`;
    trigger("vote", { number, vote });
  }
  if (act === "without") {
    changed = true;
    trigger("without", { number, name, document: id });
  }
  if (act === "easy") {
    judged = `l${number}`;
    trigger("easy", { number });
  }
  if (act === "leave") {
    button.disabled = true;
    trigger("leave", { number });
  }
  if (act === "speak") speak(button);
  if (act === "save") vagvis.keep("questions", JSON.parse(button.dataset.question), button.nextElementSibling, button.dataset);
  if (act === "copy") {
    let said = button.dataset.copied;
    try {
      await copy(button.dataset.copy);
    } catch {
      said = button.dataset.failed;
    }
    button.nextElementSibling.textContent = said;
    setTimeout(() => { button.nextElementSibling.textContent = ""; }, 4000);
  }
});

// Read aloud by the browser's own voice; pressed again it is quiet.
const speak = (button) => {
  const voice = window.speechSynthesis;
  const said = button.nextElementSibling;
  if (!voice) {
    said.textContent = button.dataset.failed;
    return;
  }
  const was = button.getAttribute("aria-pressed") === "true";
  voice.cancel();
  for (const one of element.querySelectorAll('[data-act="speak"]')) one.setAttribute("aria-pressed", "false");
  if (was) return;
  button.setAttribute("aria-pressed", "true");
  const words = new SpeechSynthesisUtterance(button.dataset.speak);
  words.lang = "sv-SE";
  words.onend = words.onerror = () => button.setAttribute("aria-pressed", "false");
  voice.speak(words);
};

const boxes = (form) => [...form.querySelectorAll('.pick input')];

// The bar under the cards: how many are ticked, and what cannot be done with them.
const count = (form, objection) => {
  const chosen = boxes(form).filter((box) => box.checked);
  const bar = form.querySelector(".bar");
  if (!bar) return;
  const words = form.dataset;
  const dated = chosen.filter((box) => "dated" in box.dataset).length;
  bar.hidden = chosen.length === 0;
  bar.querySelector("[formaction]").hidden = dated === 0;
  const said = [objection, words.chosen.replace("#", chosen.length)];
  if (chosen.length && !dated) said.push(words.undated);
  if (dated && dated < chosen.length) said.push(words.some.replace("#", chosen.length - dated));
  bar.querySelector("[role=status]").textContent = said.filter(Boolean).join(". ").replaceAll("..", ".");
};

element.addEventListener("change", ({ target }) => {
  const form = target.closest("form.courses");
  if (!form) return;
  const full = boxes(form).filter((box) => box.checked).length > Number(form.dataset.most);
  if (full) target.checked = false;
  const key = `${form.dataset.number} ${target.value}`;
  if (target.checked) ticked.add(key); else ticked.delete(key);
  count(form, full ? form.dataset.full : "");
});

element.addEventListener("submit", (event) => {
  const comment = event.target.closest("form.comment");
  if (comment) {
    event.preventDefault();
    judged = `t${comment.dataset.number}`;
    trigger("comment", { number: Number(comment.dataset.number), words: comment.querySelector("textarea").value });
    return;
  }
  const form = event.target.closest("form.courses");
  if (!form || event.submitter?.hasAttribute("formaction")) return;
  if (boxes(form).filter((box) => box.checked).length > 1) return;
  event.preventDefault();
  count(form, form.dataset.more);
});

element.addEventListener("toggle", ({ target }) => {
  if (target.open) opened.add(target.id); else opened.delete(target.id);
}, true);

watch("value", () => {
  if (!element.querySelector(".turn")) {
    ticked.clear();
    opened.clear();
    if (turns) document.dispatchEvent(new Event("vagvis:cleared"));
  }
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  for (const form of element.querySelectorAll("form.courses")) {
    for (const box of boxes(form)) {
      box.checked = ticked.has(`${form.dataset.number} ${box.value}`);
    }
    count(form, "");
  }
  const all = element.querySelectorAll(".turn");
  const last = all[all.length - 1];
  const done = !element.querySelector('[aria-busy="true"]');
  const asked = all.length > turns;
  // Again when the answer is whole: before, there may have been too little page to scroll.
  const grown = done && !settled && last?.getBoundingClientRect().top > 0;
  if (last && (asked || grown)) {
    last.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  }
  if (changed && done) {
    goTo(last?.querySelector(".chips") ?? last);
    changed = false;
  }
  const cited = last?.querySelector(".cite");
  if (done && !settled && cited) {
    document.dispatchEvent(new CustomEvent("vagvis:cited", { detail: cited.getAttribute("href") }));
  }
  turns = all.length;
  settled = done;
  if (judged && document.getElementById(judged)) {
    document.getElementById(judged).focus({ preventScroll: true });
    judged = null;
  }
});
