"""Nidaa (نداء): a contact centre and complaints service for Arabic-speaking public bodies."""
