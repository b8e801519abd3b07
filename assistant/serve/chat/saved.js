// What was kept: opened again, seen, and removed.
element.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-act]");
  if (!button) return;
  const { act, id, confirm } = button.dataset;
  if (confirm && !window.confirm(confirm)) return;
  // Gradio knows the events of a component by these names.
  if (["seen", "drop", "empty", "reopen"].includes(act)) trigger(act, { id });
});
vagvis.announce(element, watch);
