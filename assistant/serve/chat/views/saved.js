// What was kept: opened again, seen, and removed. What is kept elsewhere on the page is shown here.
element.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-act]");
  if (!button) return;
  const { act, id, confirm } = button.dataset;
  if (confirm && !window.confirm(confirm)) return;
  // Gradio knows the events of a component by these names.
  if (["seen", "drop", "empty", "reopen"].includes(act)) trigger(act, { id });
});
document.addEventListener("vagvis:kept", ({ detail }) => {
  const box = document.querySelector("#saved-key input, #saved-key textarea");
  box.value = detail;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  trigger("kept", { folder: detail });
});
