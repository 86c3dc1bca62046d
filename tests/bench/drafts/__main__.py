"""Print precision and recall of drafts on the samples with gold, beside a simple baseline."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from tests.bench.drafts.report import table
    from tests.bench.drafts.samples import PRESENT, SAMPLES

    if not PRESENT:
        sys.exit(f"The samples with gold are not there: {SAMPLES}")
    print(table())


if __name__ == "__main__":
    main()
