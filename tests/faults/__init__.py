"""The archive under faults: real processes, real databases, bounded and repeatable."""
