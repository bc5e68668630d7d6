"""The roster import up to its preview: pure, nothing is written here (花名册导入 M1–M26). service.py writes."""
