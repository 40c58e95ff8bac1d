"""Typed straight-line programs: parts, checks, text, tracing, lowering to float32."""
