/// The one script of every page. It moves what is there and writes no HTML: the
/// numbers are those of the page's tables, the sentences those of its lists.
enum PageScript {
  static let text = [page, moving, questions].joined(separator: "\n")

  private static let page = """
    "use strict";
    const all = (what, inside = document) => [...inside.querySelectorAll(what)];
    const root = document.documentElement;
    root.classList.add("js");
    const theme = document.querySelector(".theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => root.dataset.theme
      ? root.dataset.theme === "dark" : system.matches;
    const nameTheme = () => {
      theme.textContent = isDark() ? "Light colours" : "Dark colours";
    };
    theme.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      nameTheme();
    });
    system.addEventListener("change", nameTheme);
    nameTheme();
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("details:not([open],.many)");
      for (const fold of opened) fold.open = true;
    });
    addEventListener("afterprint", () => {
      for (const fold of opened) fold.open = false;
    });
    """

  private static let moving = """
    for (const figure of all(".moving")) {
      const slider = figure.querySelector("input");
      const number = figure.querySelector("output");
      const play = figure.querySelector(".play");
      const unit = slider.dataset.unit;
      const sides = all(".side", figure).map((side) => ({
        rows: all(".path tbody tr", side),
        entries: all(".follows [data-k]", side).map((entry) => ({
          entry,
          mark: entry.textContent.replace(/^[-\\d.]*/, ""),
          largest: Number(entry.closest(".follows").dataset.largest),
        })),
        texts: all("svg text[data-k]", side),
        gates: all(".gate", side),
        lines: all(".now", side),
        told: side.querySelector(".told"),
        sentences: all(".gates li", side),
        chosen: null,
      }));
      const longest = sides.reduce(
        (a, b) => (b.rows.length > a.rows.length ? b : a));
      const place = (side) =>
        Math.min(Number(slider.value), side.rows.length - 1);
      const text = (side, element) =>
        side.rows[place(side)].cells[Number(element.dataset.k) + 1].textContent;
      const tell = (side) => {
        if (!side.chosen) return;
        const sentence =
          side.sentences[Number(side.chosen.dataset.gate)].textContent;
        const when = side.rows[place(side)].cells[0].textContent;
        side.told.textContent = `${sentence} In ${unit} ${when} it took `
          + `${text(side, side.chosen)}.`;
      };
      const show = () => {
        for (const side of sides) {
          for (const { entry, mark, largest } of side.entries) {
            const value = text(side, entry);
            const share = Math.min(1, Math.abs(Number(value)) / largest) || 0;
            const sign = Number(value) < 0 ? "n" : "p";
            entry.textContent = value + mark;
            if (entry.tagName === "TD") {
              entry.className = sign + Math.floor(share * 9.99);
            } else {
              const bar = entry.parentNode.querySelector("rect");
              bar.setAttribute("width", Math.round(64 * share));
              bar.setAttribute("class", sign === "n" ? "neg" : "pos");
            }
          }
          for (const head of side.texts) head.textContent = text(side, head);
          for (const gate of side.gates) {
            const flow = Number(text(side, gate));
            gate.querySelector("text").textContent = flow.toFixed(2);
            gate.classList.toggle("shut", Math.abs(flow) < 0.005);
            gate.querySelector(".e").setAttribute(
              "stroke-width", 1 + 9 * Math.min(1, Math.abs(flow)));
          }
          for (const line of side.lines) {
            const steps = line.dataset.x.split(" ");
            line.setAttribute("transform", `translate(${steps[place(side)]} 0)`);
          }
          tell(side);
        }
        const now = longest.rows[place(longest)].cells[0].textContent;
        number.textContent = `${unit} ${now}`;
        slider.setAttribute("aria-valuetext", number.textContent);
      };
      for (const side of sides) {
        for (const gate of side.gates) {
          const choose = () => {
            side.chosen = gate;
            for (const other of side.gates) {
              other.setAttribute("aria-pressed", other === gate);
            }
            tell(side);
          };
          gate.addEventListener("click", choose);
          gate.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            choose();
          });
        }
      }
      let timer = 0;
      const stop = () => {
        clearInterval(timer);
        timer = 0;
        play.textContent = "Play";
      };
      play.addEventListener("click", () => {
        if (timer) return stop();
        if (slider.value === slider.max) slider.value = 0;
        play.textContent = "Pause";
        show();
        timer = setInterval(() => {
          slider.value = Number(slider.value) + 1;
          show();
          if (slider.value === slider.max) stop();
        }, 300);
      });
      slider.addEventListener("input", () => {
        stop();
        show();
      });
      show();
    }
    """

  private static let questions = """
    for (const box of all(".hints")) {
      const hints = all("details", box);
      hints.forEach((hint, index) => {
        hint.hidden = index > 0;
        hint.addEventListener("toggle", () => {
          if (hint.open && hints[index + 1]) hints[index + 1].hidden = false;
        });
      });
    }
    for (const question of all(".question")) {
      const verdict = question.querySelector(".verdict");
      const choices = all("input[type=radio]", question);
      const guess = question.querySelector("input[type=number]");
      const { right, within, because } = question.dataset;
      const answer = () => {
        if (guess) return guess.value === "" ? -1 : Number(guess.value);
        return choices.findIndex((choice) => choice.checked);
      };
      const judge = (given) => {
        if (right === undefined) {
          return "Whether that is right, only a run tells, and the outputs of"
            + " this page are recorded. Compare with what the cell printed.";
        }
        const isRight = guess
          ? Math.abs(given - Number(right)) <= Number(within)
          : given === Number(right);
        if (isRight) return "That is right.";
        if (question.dataset.kind === "why") return "That is not it.";
        const found = guess ? right
          : choices[Number(right)].closest("label").textContent.trim();
        return `Not this time. It is: ${found}.`;
      };
      question.querySelector("button").addEventListener("click", () => {
        verdict.replaceChildren();
        const given = answer();
        const isGiven = guess ? guess.value !== "" : given >= 0;
        const said = document.createElement("p");
        said.textContent = isGiven ? judge(given) : "Give an answer first.";
        verdict.append(said);
        if (!isGiven) return;
        const reason = question.dataset.kind === "why"
          ? all(".reasons > li", question)[given]
          : document.getElementById(because);
        if (!reason) return;
        for (const node of reason.childNodes) {
          verdict.append(node.cloneNode(true));
        }
      });
    }
    """
}
