"""The self-check page as one file: the engine and its rules inside, opened by a double click.

    python -m pledgecheck.serve.offline fetch build/pyodide
    python -m pledgecheck.serve.offline build build/pyodide -o pledgecheck-tu-kiem-tra.html

`fetch` gets what the page carries besides Python packages, from the registries of npm and Python; `build` needs
Node.js and no network. Everything else comes from the environment that builds.
"""
