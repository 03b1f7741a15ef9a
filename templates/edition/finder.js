// The finder: its form stands in the address (#find?place=shogyo), so that a question can be mailed.
(() => {
  const form = document.querySelector(".facets");
  const words = document.getElementById("find-words");
  const status = document.getElementById("found");
  const mail = document.getElementById("find-mail");
  const answers = document.querySelector(".answers");
  const selects = [...form.querySelectorAll("select")];
  const rows = JSON.parse(document.getElementById("find-data").textContent);
  const items = new Map([...answers.children].map(item => [item.dataset.number, item]));
  for (const row of rows) {
    row.hits = new Map(Object.entries(row.hits).map(([facet, kinds]) => [facet, new Map(Object.entries(kinds))]));
    row.named = row.names.map(searched);
    row.told = row.texts.map(text => [searched(text), text]);
  }
  const labels = new Map(selects.map(select => [select.name, form.querySelector(`label[for="${select.id}"]`).textContent]));

  function state() {
    const found = new URLSearchParams();
    for (const select of selects) if (select.value) found.set(select.name, select.value);
    if (words.value.trim()) found.set("q", words.value.trim());
    return found;
  }

  // Whatever else an address holds is not asked for.
  function read() {
    const asked = new URLSearchParams(location.hash.startsWith("#find?") ? location.hash.slice(6) : "");
    for (const select of selects) {
      const value = asked.get(select.name) ?? "";
      select.value = [...select.options].some(option => option.value === value) ? value : "";
    }
    words.value = (asked.get("q") ?? "").slice(0, 200);
    show();
  }

  function write() {
    const asked = state().toString();
    const hash = asked ? `#find?${asked}` : "#find";
    try { history.replaceState(null, "", hash); } catch { location.hash = hash; }
    show();
  }

  function termsOf(text) {
    return text.split(/[\s、，,]+/u).map(searched).filter(term => term !== "");
  }

  // Each term by name or in the words of the brief; or all of them as one name with blanks in it.
  function isTold(row, text) {
    const terms = termsOf(text);
    return isFound(text, row.named) || terms.every(term => hasTerm(term, row.named) || row.told.some(([told]) => told.includes(term)));
  }

  function part(name, text) {
    const pair = document.createElement("div");
    const [title, said] = [document.createElement("dt"), document.createElement("dd")];
    [title.textContent, said.textContent] = [name, text];
    pair.append(title, said);
    return pair;
  }

  function matches(row, asked) {
    const found = [];
    for (const select of selects.filter(one => one.value)) {
      const option = select.selectedOptions[0];
      const label = option.textContent.replace(/（\d+）$/u, "");
      const kind = [option.dataset.group, label].filter(Boolean).join("　");
      const names = [...new Set(row.hits.get(select.name).get(select.value))].filter(name => name !== label);
      found.push(part(labels.get(select.name), names.length ? `${kind}：${names.join("、")}` : kind));
    }
    const told = termsOf(asked).flatMap(term => row.told.filter(([text]) => text.includes(term)).slice(0, 3).map(pair => pair[1]));
    if (told.length) found.push(part("言葉", [...new Set(told)].join("／")));
    return found;
  }

  function show() {
    const chosen = selects.filter(select => select.value);
    const asked = words.value.trim();
    const any = chosen.length > 0 || termsOf(asked).length > 0;
    let count = 0;
    for (const row of rows) {
      const item = items.get(row.number);
      const found = any && chosen.every(one => row.hits.get(one.name)?.has(one.value)) && (!termsOf(asked).length || isTold(row, asked));
      item.hidden = !found;
      if (found) item.querySelector(".match").replaceChildren(...matches(row, asked));
      count += found;
    }
    answers.hidden = !any;
    status.textContent = !any ? `個票のある${rows.length}団体から探す。条件を選ぶか、言葉を入れると、ここに答えが出る。`
      : count ? `${count}団体が当てはまる。` : "当てはまる団体はない。条件を減らすか、別の言葉で探す。";
    mail.hidden = !any;
    mail.href = `mailto:?subject=${encodeURIComponent(document.title)}&body=${encodeURIComponent(location.href)}`;
  }

  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", write);
  form.addEventListener("reset", () => setTimeout(() => { write(); words.focus(); }));
  words.addEventListener("keydown", event => {
    if (event.key === "Escape") { words.value = ""; write(); }
  });
  addEventListener("hashchange", () => { if (location.hash.startsWith("#find?")) read(); });
  form.hidden = false;
  read();
  if (location.hash.startsWith("#find?")) document.getElementById("find").scrollIntoView();
})();
