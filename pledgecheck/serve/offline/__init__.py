"""The self-check page as one file: the engine and its rules inside, opened by a double click.

    python -m pledgecheck.serve.offline build -o pledgecheck-tu-kiem-tra.html --pyodide FOLDER --core WHEEL

FOLDER: the npm package `pyodide`, unpacked. WHEEL: pydantic-core for the same Pyodide (`pip download
--no-deps --only-binary :all: --platform pyemscripten_2026_0_wasm32 --python-version 3.14 pydantic-core==…`).
Everything else comes from the environment that builds.
"""
