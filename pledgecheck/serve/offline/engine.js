// Runs in a worker, before Pyodide's own scripts: Python with the engine, started once, then asked. Nothing is fetched.
globalThis.importScripts = undefined; // Pyodide wants a worker of modules; from file:// browsers start only the old kind
const inflated = (packed, type) =>
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });
const bytes = async (packed) => new Uint8Array(await inflated(packed, "").arrayBuffer());

const start = async ({ wasm, modules, files, lock }) => {
  const noArchive = new Uint8Array(22); // a zip without members, in the place of the standard library
  noArchive.set([80, 75, 5, 6]);
  const tree = Promise.all([bytes(files), bytes(modules)]);
  globalThis.fetch = async (address) => {
    const name = String(address);
    if (name.endsWith("pyodide.asm.wasm")) return inflated(wasm, "application/wasm");
    if (name.endsWith("python_stdlib.zip")) return new Response(noArchive);
    throw new TypeError("nothing is fetched here");
  };
  const python = await globalThis.startPyodide({
    indexURL: "file:///pyodide/",
    stdLibURL: "file:///pyodide/python_stdlib.zip",
    lockFileContents: lock,
    packageBaseUrl: "file:///pyodide/",
    createPyodideModule: globalThis.createPyodideModule,
    env: { PYTHONDONTWRITEBYTECODE: "1", PYTHONPATH: "/lib/start" },
    fsInit: async (fs) => {
      const [data, block] = await tree;
      let at = 4 + new DataView(data.buffer).getUint32(0, true);
      for (const [name, size] of JSON.parse(new TextDecoder().decode(data.subarray(4, at)))) {
        fs.mkdirTree(name.slice(0, name.lastIndexOf("/")));
        fs.writeFile(name, data.subarray(at, at += size), { canOwn: true });
      }
      fs.writeFile("/lib/modules.bin", block, { canOwn: true });
    },
  });
  python.runPython(`
import gc
import pydantic
pydantic.BaseModel.model_config["defer_build"] = True  # a model's checks are made when it is first used
from pledgecheck.serve.offline.handler import Page, prepared
page = Page(prepared())
gc.freeze()
gc.enable()
def handle(path, lang, given):
    reply = page.handle(path, lang, None if given is None else given.to_py())
    return [reply.status, reply.media_type, reply.name, reply.body]
`);
  return { handle: python.globals.get("handle"), warm: python.globals.get("page").warm };
};

let engine, asked = false;
globalThis.onmessage = async ({ data: [number, given] }) => {
  try {
    if (!engine) { // the first message brings what it takes to start
      engine = await start(given);
      globalThis.postMessage([number, null]);
      setTimeout(() => { if (!asked) engine.warm(); }, 400); // not when somebody waits already
      return;
    }
    asked = true;
    const reply = engine.handle(given.path, given.lang, given.form ?? undefined); // undefined is None over there
    const [status, type, name, body] = reply.toJs();
    reply.destroy();
    globalThis.postMessage([number, { status, type, name, body }]);
  } catch (problem) {
    globalThis.postMessage([number, null, String(problem)]);
  }
};
