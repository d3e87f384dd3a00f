"""Closed loops: a policy shows videos to simulated viewers, hears what they did, and shows the next.

    world (hidden truth, sessions, uploads) ──> loop ──> policy (ours through the engine's API, or a baseline)
                                                 │ one row per impression
                                                 └──> measures ──> figures, with paired intervals over seeds

``nature`` is World B: rules, thresholds, moods and fatigue, nothing that our vectors could be equal to. It is
calibrated on published aggregates and is the world figures are *reported* from. ``kuairec`` is World A: real
answers of real people, looked up; it is the one weights may be *tuned* on. The gates stand in ``gates`` and
were written before either was run.
"""
