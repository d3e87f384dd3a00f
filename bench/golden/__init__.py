"""Twelve projects to be rendered, and beside each the command that somebody who knows ffmpeg well would write
for the same picture and sound, with the same encoder."""
