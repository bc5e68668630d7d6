"""Indicators (指标监测): every figure with its formula, the people behind it and its source."""
