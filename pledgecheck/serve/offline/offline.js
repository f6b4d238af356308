// The engine inside the page: unpacked, started, and asked instead of a server. Nothing is ever fetched.
const data = async (id) => {
  const place = document.getElementById(id);
  const coded = place.textContent.trim();
  place.remove();
  const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(coded) : Uint8Array.from(atob(coded), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
const note = document.getElementById("opening");
let engine = null;

const start = async () => {
  const [wasm, library, site] = await Promise.all(["data-wasm", "data-library", "data-site"].map(data));
  const real = globalThis.fetch;
  globalThis.fetch = async (address) => {
    const name = String(address);
    if (name.endsWith("pyodide.asm.wasm")) return new Response(wasm, { headers: { "content-type": "application/wasm" } });
    if (name.endsWith("python_stdlib.zip")) return new Response(library);
    throw new TypeError("nothing is fetched here");
  };
  const python = await globalThis.startPyodide({
    indexURL: "file:///pyodide/",
    stdLibURL: "file:///pyodide/python_stdlib.zip",
    lockFileContents: JSON.parse(document.getElementById("data-lock").textContent),
    packageBaseUrl: "file:///pyodide/",
    createPyodideModule: globalThis.createPyodideModule,
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
  globalThis.fetch = real;
  python.FS.writeFile("/tmp/site.zip", site);
  python.runPython(`
import os, site, sys, zipfile
place = next(each for each in sys.path if each.endswith("site-packages"))
zipfile.ZipFile("/tmp/site.zip").extractall(place)
os.unlink("/tmp/site.zip")
import importlib
importlib.invalidate_caches()
from pledgecheck.serve.offline.handler import Page
page = Page()
def handle(path, lang, given):
    reply = page.handle(path, lang, None if given is None else given.to_py())
    return [reply.status, reply.media_type, reply.name, reply.body]
`);
  const handle = python.globals.get("handle");
  return async (path, lang, form, by) => {
    let given; // undefined is None over there, null is not
    if (form) {
      given = new Map();
      for (const [name, value] of new FormData(form, by)) {
        if (typeof value === "string") given.set(name, value);
        else if (value.name) given.set(name, [value.name, new Uint8Array(await value.arrayBuffer())]);
      }
    }
    const reply = handle(path, lang, given);
    const [status, type, name, body] = reply.toJs();
    reply.destroy();
    return { status, type, name, body };
  };
};
const ready = start();
ready.then((found) => {
  engine = found;
  note.textContent = note.dataset.ready;
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}, (problem) => {
  note.textContent = note.dataset.failed;
  console.error(problem);
});

// page.js asks here for the answer to the self-check.
globalThis.pledgecheckAsk = async (path, given) => {
  const ask = engine ?? await ready;
  await new Promise((resolve) => { setTimeout(resolve, 20); }); // let “busy” be painted and said
  return new TextDecoder().decode((await ask(path, "vi", document.getElementById("check"), null)).body);
};

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
  const ask = engine ?? await ready;
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
