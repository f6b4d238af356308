"use strict";
// Makes the page quicker to use; everything works without it.
(() => {
  const $ = (id) => document.getElementById(id);
  let busy = false;

  const say = (text) => {
    const place = $("said");
    if (place) { place.textContent = ""; requestAnimationFrame(() => { place.textContent = text; }); }
  };

  // The answer to a form: from the server, or from the engine inside the page where there is one.
  const ask = globalThis.pledgecheckAsk
    ?? (async (path, body) => (await fetch(path, { method: "POST", body, headers: { accept: "text/html" } })).text());

  // Send the form, put the answer in the place of the page, keep the place of the reader.
  const send = async (form) => {
    if (busy) return;
    busy = true;
    const old = document.querySelector("main");
    const text = $("text");
    const here = document.activeElement === text && text
      ? { start: text.selectionStart, end: text.selectionEnd, scroll: text.scrollTop, top: text.getBoundingClientRect().top }
      : null;
    const answered = Boolean(document.querySelector(".pledge"));
    old.setAttribute("aria-busy", "true");
    say($("said").dataset.busy);
    try {
      const page = new DOMParser().parseFromString(await ask("/", new FormData(form)), "text/html");
      const fresh = page.querySelector("main");
      if (!fresh) throw new Error("no page");
      document.title = page.title;
      document.documentElement.lang = page.documentElement.lang;
      old.replaceWith(fresh);
      const nav = document.querySelector("header nav"), nextNav = page.querySelector("header nav");
      if (nav && nextNav) nav.replaceWith(nextNav);
      enhance();
      const again = $("text");
      if (here && again && answered) {
        again.focus({ preventScroll: true });
        again.setSelectionRange(here.start, here.end);
        again.scrollTop = here.scroll;
        window.scrollBy(0, again.getBoundingClientRect().top - here.top);
      } else {
        const first = document.querySelector("main .problem") || document.querySelector(".changes") || document.querySelector(".pledge");
        if (first) {
          first.setAttribute("tabindex", "-1");
          first.focus({ preventScroll: true });
          first.scrollIntoView({ block: "start" });
        }
      }
      say(page.getElementById("said")?.textContent || "");
    } catch {
      form.submit(); // the plain way, with the browser's own message
    } finally {
      busy = false;
      document.querySelector("main")?.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (event.target.id !== "check" || (by && by.hasAttribute("data-plain"))) return;
    event.preventDefault();
    send(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && $("check") && event.target.form === $("check")) {
      event.preventDefault();
      $("check").requestSubmit();
    }
  });

  // Dropping a file anywhere chooses it and sends the form.
  const carries = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  const show = (on) => { const veil = $("drop"); if (veil) veil.hidden = !on; };
  document.addEventListener("dragover", (event) => {
    if (carries(event) && $("file")) { event.preventDefault(); show(true); }
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) show(false); });
  document.addEventListener("drop", (event) => {
    show(false);
    if (!carries(event) || !$("file")) return;
    event.preventDefault();
    const earlier = event.target.closest && event.target.closest("details")?.contains($("previous_file"));
    const input = earlier ? $("previous_file") : $("file");
    input.files = event.dataTransfer.files;
    if (!earlier) $("check").requestSubmit();
  });

  // From a note or a mark to its place in the editor.
  const place = (number) => {
    const text = $("text");
    const span = (text?.dataset.spans || "").split(" ")[number];
    if (!span || span === "-") return;
    const [start, end] = span.split("-").map(Number);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, end);
    // How far down the place is: a copy of the text up to it, as wide as the box.
    const copy = text.cloneNode();
    copy.removeAttribute("id"); copy.removeAttribute("name");
    copy.setAttribute("aria-hidden", "true"); copy.className = "measure";
    text.after(copy);
    copy.value = text.value.slice(0, start);
    copy.rows = 1;
    const down = copy.scrollHeight;
    copy.remove();
    text.scrollTop = Math.max(0, down - text.clientHeight / 2);
    text.scrollIntoView({ block: "center" });
  };

  const enhance = () => {
    const print = $("print");
    if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
    const text = $("text");
    if (!text || !text.dataset.spans) return;
    for (const link of document.querySelectorAll(".notes a[href*='-m']")) {
      const number = Number(link.hash.split("-m")[1]);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "small";
      button.textContent = text.dataset.fix;
      button.setAttribute("aria-label", `${text.dataset.fix}: ${link.getAttribute("aria-label") || link.textContent}`);
      button.addEventListener("click", () => place(number));
      link.after(" ", button);
    }
  };
  enhance();
  document.addEventListener("pledgecheck:page", enhance);
})();
