"""bytes → Source: one module a format, each giving the same lines and problems."""
