"""Records on paper: pages set as a tagged PDF, from this package alone."""
