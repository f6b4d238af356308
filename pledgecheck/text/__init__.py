"""Vietnamese text: normalised working views with exact offsets, syllables, gates, words."""
