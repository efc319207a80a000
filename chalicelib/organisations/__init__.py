"""Bodies (tenants) and what they have: directorates, sections, partners, staff, categories, regions, channels."""
