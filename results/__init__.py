"""What was found: records, exports, tables."""
