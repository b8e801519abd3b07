// What happens inside the conversation and the example questions. Gradio calls this once with
// `element` (where the HTML stands), `trigger` (tells the server) and `watch` (the HTML changed).
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
let turns = 0;
let settled = true;
let judged = null;

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
  // Gradio's <base> would turn "#…" into a new page load where the address has a query.
  const mark = event.target.closest('a[href^="#"]');
  if (mark) {
    event.preventDefault();
    goTo(document.getElementById(mark.getAttribute("href").slice(1)));
    return;
  }
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  const { act, number, vote } = button.dataset;
  if (act === "pick") trigger("pick", { question: button.textContent });
  if (act === "widen") trigger("widen", {});
  if (act === "vote") {
    judged = `t${number}`;
    trigger("vote", { number: Number(number), vote });
  }
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

watch("value", () => {
  const all = element.querySelectorAll(".turn");
  const last = all[all.length - 1];
  const done = !element.querySelector('[aria-busy="true"]');
  const asked = all.length > turns;
  // Again when the answer is whole: before, there may have been too little page to scroll.
  const grown = done && !settled && last?.getBoundingClientRect().top > 0;
  if (last && (asked || grown)) {
    last.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  }
  turns = all.length;
  settled = done;
  if (judged && document.getElementById(judged)) {
    document.getElementById(judged).focus({ preventScroll: true });
    judged = null;
  }
});
