// The operator's documents: files in with progress, what was read of each, read again, and removed.
// All of it goes through the API, which knows who may; where it asks for a key the page does, too.
const API = "/v1/documents";
const say = (text) => { element.querySelector(".said").textContent = text; };
const line = (tag, text, into) => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.dir = "auto";
  into.append(made);
  return made;
};

const keyForm = document.querySelector("form.key");
const objection = async (reply, fallback) => {
  if (reply?.status === 401 || reply?.status === 403) keyForm.hidden = false;
  return reply ? vagvis.objection(reply, fallback) : fallback;
};
keyForm?.addEventListener("submit", (event) => {
  event.preventDefault();
  vagvis.keys.api = keyForm.querySelector("input").value.trim();
  keyForm.reset();
  keyForm.hidden = true;
});

const form = document.querySelector("form.upload");
const chosen = () => {
  const names = [...form.querySelector("input").files].map(({ name }) => name).join(", ");
  const place = form.querySelector(".chosen");
  place.textContent = names || place.dataset.none;
};
form?.addEventListener("change", chosen);
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = form.dataset;
  const input = form.querySelector("input");
  const bar = form.querySelector("progress");
  const list = form.querySelector("ul");
  const body = new FormData();
  for (const file of input.files) body.append("files", file);
  const request = new XMLHttpRequest();
  const done = (lines, isDone = true) => {
    bar.hidden = isDone;
    list.replaceChildren();
    for (const text of lines) line("li", text, list);
    if (isDone) trigger("refresh", {});
  };
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = (100 * loaded) / total;
    if (loaded === total) {
      bar.removeAttribute("value");
      done([words.reading], false);
    }
  };
  request.onerror = () => done([words.failed]);
  request.onload = () => {
    let reply = {};
    try {
      reply = JSON.parse(request.responseText);
    } catch { /* not ours: a proxy's page */ }
    if (request.status === 401 || request.status === 403) keyForm.hidden = false;
    if (!reply.files) return done([reply.detail ?? words.failed]);
    form.reset();
    chosen();
    done(reply.files.map(({ name, reason, document: made }) =>
      reason ?? words.read.replace("#", name).replace("#", made.page_count).replace("#", made.passage_count)));
  };
  done([words.sending], false);
  request.open("POST", vagvis.root + API);
  for (const [name, value] of Object.entries(vagvis.allowed())) request.setRequestHeader(name, value);
  request.send(body);
});

const unfold = (row, words, reading) => {
  const cell = document.createElement("td");
  cell.colSpan = 6;
  const origins = Object.entries(reading.origins);
  if (origins.length) {
    line("h3", words.origins, cell);
    const list = cell.appendChild(document.createElement("ul"));
    for (const [field, origin] of origins) line("li", `${JSON.parse(words.fields)[field] ?? field}: ${origin}`, list);
  }
  for (const note of reading.notes) line("p", note, cell);
  line("h3", reading.dropped.length ? words.dropped : words.none, cell);
  for (const { rule, count, examples } of reading.dropped) {
    const details = cell.appendChild(document.createElement("details"));
    line("summary", `${rule} (${count})`, details);
    const list = details.appendChild(document.createElement("ul"));
    for (const { text, page } of examples) {
      line("li", page === null ? text : `${text} (${words.page.replace("#", page)})`, list);
    }
  }
  const under = document.createElement("tr");
  under.className = "reading";
  under.append(cell);
  row.after(under);
};

element.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-act]");
  if (!button) return;
  const row = button.closest("tr");
  const words = row.closest("table").dataset;
  const { id } = row.dataset;
  const title = row.querySelector("a").textContent;
  const address = `${API}/${encodeURIComponent(id)}`;
  if (button.dataset.act === "reading") {
    if (row.nextElementSibling?.className === "reading") {
      row.nextElementSibling.remove();
      button.setAttribute("aria-expanded", "false");
      return;
    }
    say(words.wait);
    const reply = await vagvis.send(`${address}/reading`, { method: "GET" });
    if (!reply?.ok) return say(await objection(reply, words.failed));
    unfold(row, words, await reply.json());
    button.setAttribute("aria-expanded", "true");
    return say("");
  }
  const removes = button.dataset.act === "remove";
  if (removes && !window.confirm(words.confirm.replace("#", title))) return;
  say(words.wait);
  const reply = removes
    ? await vagvis.send(address, { method: "DELETE" })
    : await vagvis.send(`${address}/reading`);
  if (!reply?.ok) return say(await objection(reply, words.failed));
  say(removes ? "" : words.again.replace("#", title));
  trigger("refresh", {});
});

// What was asked and not found, where those who asked left it: for whoever may see it.
element.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-unanswered]");
  if (!button) return;
  const place = button.closest(".unanswered");
  const method = button.dataset.unanswered;
  if (method === "DELETE" && !window.confirm(place.dataset.confirm)) return;
  const reply = await vagvis.send("/v1/unanswered", { method });
  if (!reply?.ok) return say(await objection(reply, place.dataset.failed));
  const questions = method === "GET" ? (await reply.json()).questions : [];
  const list = place.querySelector("ul");
  list.replaceChildren();
  for (const { question, asked_at: time } of questions) line("li", `${time.slice(0, 10)} ${question}`, list);
  place.querySelector('[data-unanswered="DELETE"]').hidden = questions.length === 0;
  say(questions.length ? "" : place.dataset.none);
});
