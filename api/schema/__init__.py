"""The OpenAPI document: made from the code of the API, complete enough to generate clients from."""
