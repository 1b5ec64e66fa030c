// Tries everything in a page that can be tried, and gives what is wrong.
(() => {
  const problems = [];
  const all = (what, inside = document) => [...inside.querySelectorAll(what)];
  for (const figure of all("figure")) {
    if (!figure.querySelector("table, details ul")) {
      problems.push(`a figure without a table: ${figure.textContent.slice(0, 80)}`);
    }
    const says = figure.getAttribute("aria-label") ||
      figure.querySelector("figcaption");
    if (!says) problems.push("a figure that does not say what it shows");
  }
  for (const svg of all("svg:not([aria-hidden])")) {
    if (!svg.getAttribute("aria-label")) problems.push("a drawing without a name");
  }
  for (const side of all(".side")) {
    // Each number follows the column that is called by its row and column.
    const names = all(".path thead th", side).map((name) => name.textContent);
    for (const element of all(".follows [data-k]", side)) {
      const table = element.closest("table");
      const row = element.closest("tr");
      const cell = element.closest("td");
      const name = `${table.caption.textContent}: ${row.cells[0].textContent},`
        + ` ${table.rows[0].cells[cell.cellIndex].textContent}`;
      if (names[Number(element.dataset.k) + 1] !== name) {
        problems.push(`${name} follows ${names[Number(element.dataset.k) + 1]}`);
      }
    }
    for (const gate of all(".gate", side)) {
      if (names[Number(gate.dataset.k) + 1] !==
          gate.getAttribute("aria-label")) {
        problems.push(`${gate.getAttribute("aria-label")} follows another`);
      }
    }
  }
  for (const figure of all(".moving")) {
    const slider = figure.querySelector("input[type=range]");
    const length = Number(slider.max) + 1;
    for (const at of new Set([0, Math.floor(length / 2), length - 1, 0])) {
      slider.value = at;
      slider.dispatchEvent(new Event("input"));
      if (!/\d/.test(slider.getAttribute("aria-valuetext") || "")) {
        problems.push("a slider that does not say where it is");
      }
      for (const side of all(".side", figure)) {
        const rows = all(".path tbody tr", side);
        const row = rows[Math.min(at, rows.length - 1)];
        for (const element of all("[data-k]", side)) {
          const wanted = row.cells[Number(element.dataset.k) + 1].textContent;
          if (element.tagName === "g") {
            const flow = Number(wanted);
            const shown = element.querySelector("text").textContent;
            const width = Number(
              element.querySelector(".e").getAttribute("stroke-width"));
            if (Math.abs(Number(shown) - flow) > 0.0051 ||
                Math.abs(width - 1 - 9 * Math.min(1, Math.abs(flow))) > 1e-9) {
              problems.push(`epoch ${at}: a line for ${wanted} shows ${shown}`);
            }
          } else if (!element.textContent.startsWith(wanted)) {
            problems.push(
              `epoch ${at}: ${element.textContent} in place of ${wanted}`);
          }
        }
        const bars = all("td[data-bar] rect", side);
        if (bars.some((bar) => !(Number(bar.getAttribute("width")) >= 0))) {
          problems.push(`epoch ${at}: a bar without a width`);
        }
      }
    }
    const moved = all(".side", figure).some((side) => {
      const rows = all(".path tbody tr", side);
      return rows[0].textContent.slice(2) !== rows.at(-1).textContent.slice(2);
    });
    if (!moved) problems.push("a slider that moves nothing");
    for (const gate of all(".gate", figure)) {
      const told = gate.closest(".side").querySelector(".told");
      gate.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
      if (!told.textContent.includes("takes")) {
        problems.push(`pressing ${gate.getAttribute("aria-label")} says nothing`);
      }
    }
    slider.value = slider.max;
    slider.dispatchEvent(new Event("input"));
  }
  for (const question of all(".question")) {
    const verdict = question.querySelector(".verdict");
    const button = question.querySelector("button");
    const choices = all("input[type=radio]", question);
    const guess = question.querySelector("input[type=number]");
    const right = question.dataset.right;
    button.click();
    if (!verdict.textContent) problems.push("a question that says nothing");
    const given = right === undefined ? [0] : choices.length
      ? choices.map((_, number) => number) : [Number(right), 1e9];
    for (const answer of given) {
      if (guess) guess.value = answer;
      else choices[answer].checked = true;
      button.click();
      const isRight = right !== undefined && String(answer) === right;
      const says = verdict.textContent.startsWith("That is right.");
      if (says !== isRight || verdict.textContent.length < 20) {
        problems.push(`answer ${answer}: ${verdict.textContent.slice(0, 80)}`);
      }
    }
  }
  for (const box of all(".hints")) {
    const hints = all("details", box);
    if (hints.length > 1 && !hints[1].hidden) {
      problems.push("the second hint is there before the first is opened");
    }
  }
  return problems;
})();
