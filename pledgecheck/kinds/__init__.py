"""Rule logic, one kind a file. Kinds see the document and the context, never files, CLI or clock."""
