"""Tests of the readers; `docx_factory` builds Word files for any test that needs one."""
