// Run by the build, in Node: compiles the page's Python with its own interpreter and reads the rules once.
//   node prepare.mjs PYODIDE-FOLDER SITE.ZIP OUT-FOLDER     writes modules.bin and files.bin there
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [folder, site, out] = process.argv.slice(2).map((each) => resolve(each));
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${folder}/` });
python.FS.writeFile("/tmp/site.zip", readFileSync(site));
python.runPython(readFileSync(new URL("prepare.py", import.meta.url), "utf-8"));
for (const name of ["modules.bin", "files.bin"]) writeFileSync(`${out}/${name}`, python.FS.readFile(`/tmp/${name}`));
