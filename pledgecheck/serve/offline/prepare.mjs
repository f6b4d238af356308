// Run by the build, in Node: compiles the page's Python with its own interpreter and reads the rules once.
//   node prepare.mjs PYODIDE-FOLDER SITE.ZIP OUT.ZIP
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [folder, site, out] = process.argv.slice(2).map((each) => resolve(each));
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${folder}/` });
python.FS.writeFile("/tmp/site.zip", readFileSync(site));
python.runPython(`
import compileall, os, py_compile, sys, zipfile
place = next(each for each in sys.path if each.endswith("site-packages"))
with zipfile.ZipFile("/tmp/site.zip") as package:
    names = package.namelist()
    package.extractall(place)
compileall.compile_dir(place, quiet=1, legacy=True, optimize=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
import importlib, pickle
importlib.invalidate_caches()
from pledgecheck.checker import Checker
with open(f"{place}/pledgecheck/serve/offline/checker.pickle", "wb") as file:
    pickle.dump(Checker(), file)
# The rules are in there now; of the files only the questions of the writing helper are read again.
names = [name for name in names if "/_rules/" not in name or "/helper/" in name]
names.append("pledgecheck/serve/offline/checker.pickle")
with zipfile.ZipFile("/tmp/out.zip", "w", zipfile.ZIP_STORED) as package:
    for name in sorted(names):
        compiled = name + "c"
        name = compiled if name.endswith(".py") and os.path.exists(f"{place}/{compiled}") else name
        with open(f"{place}/{name}", "rb") as file:
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), file.read())
`);
writeFileSync(out, python.FS.readFile("/tmp/out.zip"));
