"""How Nidaa reaches a cloud: one template a feature, `package` makes the artefact, `deploy` makes the stack."""
