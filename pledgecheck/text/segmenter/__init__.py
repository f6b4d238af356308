"""Where Vietnamese words begin and end: pyvi's own model, decoded without pyvi.

`pyvi_files` reads the installed model, `crfsuite` its binary form, `decoder` applies it, and
`pyvi_itself` is the way out when the installed pyvi is another one. `pledgecheck.text.words` chooses.
"""
