// The engine inside the page: unpacked, started in a worker, and asked instead of a server. Nothing is ever fetched.
const data = (id) => {
  const place = document.getElementById(id);
  const coded = place.textContent.trim();
  place.remove();
  return Uint8Array.fromBase64 ? Uint8Array.fromBase64(coded) : Uint8Array.from(atob(coded), (c) => c.charCodeAt(0));
};
const note = document.getElementById("opening");
note.hidden = false;
const waiting = new Map();
let worker = null, count = 0;

const send = (given, moved = []) => new Promise((done, fail) => {
  waiting.set(count, { done, fail });
  worker.postMessage([count++, given], moved);
});
const start = async () => {
  const scripts = new Blob([data("data-scripts")]).stream().pipeThrough(new DecompressionStream("gzip"));
  const address = URL.createObjectURL(new Blob([await new Response(scripts).arrayBuffer()], { type: "text/javascript" }));
  worker = new Worker(address);
  worker.onmessage = ({ data: [number, found, problem] }) => {
    const { done, fail } = waiting.get(number);
    waiting.delete(number);
    if (problem === undefined) done(found); else fail(new Error(problem));
  };
  worker.onerror = (event) => { for (const each of waiting.values()) each.fail(new Error(event.message)); };
  const [wasm, modules, files] = ["data-wasm", "data-modules", "data-files"].map(data);
  const lock = JSON.parse(document.getElementById("data-lock").textContent);
  await send({ wasm, modules, files, lock }, [wasm.buffer, modules.buffer, files.buffer]);
};
const ready = start();
ready.then(() => {
  note.textContent = note.dataset.ready;
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}, (problem) => {
  note.textContent = note.dataset.failed;
  console.error(problem);
});

const ask = async (path, lang, form, by) => {
  let given = null;
  if (form) {
    given = new Map();
    for (const [name, value] of new FormData(form, by)) {
      if (typeof value === "string") given.set(name, value);
      else if (value.name) given.set(name, [value.name, new Uint8Array(await value.arrayBuffer())]);
    }
  }
  await ready;
  return send({ path, lang, form: given });
};

// page.js asks here for the answer to the self-check.
globalThis.pledgecheckAsk = async (path) =>
  new TextDecoder().decode((await ask(path, "vi", document.getElementById("check"), null)).body);

const show = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.querySelector("header.top").replaceWith(page.querySelector("header.top"));
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.getElementById("said").textContent = page.getElementById("said").textContent;
  document.dispatchEvent(new Event("pledgecheck:page"));
  window.scrollTo(0, 0);
  document.querySelector("main").focus({ preventScroll: true });
};
const go = async (path, lang, form, by) => {
  const reply = await ask(path, lang, form, by);
  if (!reply.name) { show(new TextDecoder().decode(reply.body)); return; }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([reply.body], { type: reply.type }));
  link.download = reply.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return; // page.js has it
  event.preventDefault();
  const by = event.submitter;
  go(by?.getAttribute("formaction") ?? event.target.getAttribute("action"), "vi", event.target, by);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='/'], a[href^='?']");
  if (!link) return;
  event.preventDefault();
  const address = new URL(link.getAttribute("href"), "http://page" + (document.getElementById("helper") ? "/viet" : "/"));
  go(address.pathname, address.searchParams.get("lang") ?? "vi", null, null);
});
