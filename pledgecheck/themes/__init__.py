"""Themes of study: which are in force, and how their wording is recognised in a text."""
