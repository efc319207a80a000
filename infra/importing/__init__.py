"""Import an old register, CSV or XLSX, by a mapping file: restartable, idempotent, nobody is told (R004, R013)."""
