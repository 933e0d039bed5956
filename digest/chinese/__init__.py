"""Chinese text: numerals, amounts, sentences, words, characters, and how figures are printed."""
