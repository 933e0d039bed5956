"""Pages of the site: values for the templates, one module a kind of page."""
