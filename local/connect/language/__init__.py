"""The flow language: what a flow is, what each action takes, and what the service accepts."""
