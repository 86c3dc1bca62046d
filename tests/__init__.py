"""The tests: the same rooms as the site, archive, api and config, and the factories they share."""
