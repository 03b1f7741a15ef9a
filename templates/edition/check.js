// Works out the sum of each chosen file, and looks for it in the list: by content first, then by name.
(() => {
  const PIECE = 4 * 1024 * 1024;
  const listed = JSON.parse(document.getElementById("listed").textContent).map(([path, size, sum]) => ({ path, size, sum }));
  const drop = document.querySelector(".drop");
  const told = document.getElementById("told");
  const table = document.getElementById("results");
  const expected = document.getElementById("told-sum");
  const words = { match: "○ 一致", mismatch: "× 不一致", unknown: "？ 一覧にない" };
  // Names with が in one character or in two are one name.
  const last = path => path.normalize("NFC").split("/").pop();
  let turn = 0;

  async function sumOf(file) {
    const sum = new Sha256();
    for (let at = 0; at < file.size; at += PIECE) sum.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    return sum.hex();
  }

  function verdict(file, sum) {
    if (expected.value.toLowerCase().replace(/[^0-9a-f]/g, "") === sum) return ["match", "書かれた値と同じ。"];
    const same = listed.filter(one => one.sum === sum);
    if (same.length) {
      const named = same.some(one => last(one.path) === last(file.name));
      return ["match", named ? "" : `名が違うが、中身は ${same[0].path} と同じ。`];
    }
    if (itself.includes(last(file.name))) return ["unknown", "確かめるための一覧なので、これでは確かめられない。"];
    const whole = (file.webkitRelativePath || file.name).normalize("NFC");
    const namesakes = listed.filter(one => last(one.path) === last(file.name));
    const placed = namesakes.filter(one => whole.endsWith(one.path.normalize("NFC")));
    const [one] = placed.length ? placed : namesakes;
    if (!one) return ["unknown", `SHA-256 ${sum}`];
    if (namesakes.length > 1 && !placed.length) return ["mismatch", `同じ名の${namesakes.length}個のどれとも違う。`];
    return ["mismatch", file.size === one.size ? "大きさは同じだが、中身が違う。" : `大きさが違う（発行したとき${one.size}バイト、これは${file.size}バイト）。`];
  }

  function row(name, kind, note) {
    const line = document.createElement("tr");
    line.className = kind;
    line.setAttribute("role", "row");
    for (const [tag, role, text] of [["th", "rowheader", name], ["td", "cell", words[kind]], ["td", "cell", note]]) {
      const cell = document.createElement(tag);
      if (tag === "th") cell.scope = "row";
      cell.setAttribute("role", role);
      cell.textContent = text;
      line.append(cell);
    }
    return line;
  }

  async function check(files, isFolder) {
    const mine = turn += 1;
    const body = table.tBodies[0];
    const count = { match: 0, mismatch: 0, unknown: 0 };
    const met = new Set();
    body.replaceChildren();
    table.hidden = files.length === 0;
    for (const [index, file] of files.entries()) {
      told.textContent = `調べている（${index + 1}／${files.length}）…`;
      let found;
      try {
        const sum = await sumOf(file);
        met.add(sum);
        found = verdict(file, sum);
      } catch {
        found = ["unknown", "読めない。フォルダは「フォルダを選ぶ」から選ぶ。"];
      }
      if (mine !== turn) return;
      count[found[0]] += 1;
      body.append(row(file.webkitRelativePath || file.name, ...found));
    }
    const missing = isFolder ? listed.filter(one => !met.has(one.sum)) : [];
    told.textContent = `${files.length}個を調べた。一致${count.match}個、不一致${count.mismatch}個、一覧にない${count.unknown}個。` +
      (missing.length ? `一覧にあって、見当たらないか中身の違うもの${missing.length}個（${missing.slice(0, 5).map(one => one.path).join("、")}${missing.length > 5 ? " ほか" : ""}）。` : "");
  }

  for (const input of drop.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => check([...input.files], input.webkitdirectory));
  }
  document.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", event => {
    event.preventDefault();
    drop.classList.remove("over");
    check([...event.dataTransfer.files], false);
  });
  drop.hidden = false;
})();
