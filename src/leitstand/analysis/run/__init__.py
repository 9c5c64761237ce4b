"""The analysis run: what the methods see, correction for many tests, merging, ranking, words."""
