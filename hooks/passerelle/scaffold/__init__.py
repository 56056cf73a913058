"""Floor 3: what is written from the schemas for contributors: issue forms, new records, schemas for editors.

Every function is pure: it returns file names and texts, adapters write them.
"""
