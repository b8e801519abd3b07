// Fetches a result as a file: the API makes it of the request that the result was made of.
element.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-media]");
  if (!button) return;
  const words = button.closest(".files").dataset;
  const place = button.parentElement.querySelector("[role=status]");
  vagvis.fetchFile(words.path, words.body, button.dataset.media, place, words);
});
vagvis.announce(element, watch);
