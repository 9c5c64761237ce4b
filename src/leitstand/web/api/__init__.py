"""The same objects for programs: REST with OpenAPI, and MCP for assistants, under the rights of the user."""
