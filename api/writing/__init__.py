"""Writing: bodies read strictly by the shape of what answers show, and put into rows."""
