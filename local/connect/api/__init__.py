"""What boto3's clients of Amazon Connect speak with: three services on one port, in front of the engine.

`wire` reads and writes requests by botocore's own models, `operations/` holds what each operation does, a file a noun.
"""
