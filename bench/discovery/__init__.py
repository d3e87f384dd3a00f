"""The feed engine measured on public data and in closed loops, beside the recommenders it has to beat."""
