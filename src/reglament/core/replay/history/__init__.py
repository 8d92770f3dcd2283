"""Past cases as a file holds them: contracts, what people did and when; read, and made up plausibly for any regulation."""
