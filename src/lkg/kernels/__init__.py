"""Measures of many resampled graphs at once, compiled."""
