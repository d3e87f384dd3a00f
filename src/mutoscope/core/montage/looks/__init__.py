"""How pictures are made to look: colour, effects, transitions, blending, masks, keys and movements.

Each entry of the catalogues is written once, as data. What an entry does is a handful of steps, and each step
is known to ffmpeg (``lowering``) and to the browser (``web/src/studio/looks``) by the same formula;
``bench/fidelity`` draws both and compares.
"""
