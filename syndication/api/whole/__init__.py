"""A page as one JSON: what each field and each block looks like to a program, and the JSON Schema that says so.

`values` and `blocks` write, `field_schemas` and `block_schemas` describe; a form that one knows the other knows too.
"""
