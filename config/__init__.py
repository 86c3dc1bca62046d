"""How the site is put together: settings, urls, wsgi/asgi, health. Imports api and archive."""
