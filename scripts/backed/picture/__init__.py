"""Forest plots, icon arrays and the evidence map, each with its words. Pure functions."""
