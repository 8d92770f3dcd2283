"""Regulations with one small mistake each: what examples must notice. Values only; `hunt` plays them."""
