"""The method: what a journey is made of, its eight steps, and the words for it.

Knows nothing of Slack, of a database or of a picture; imports nothing of ours.
"""
