"""Drafts from a bare text: the rules, what they propose, how it is kept."""
