"""What a person sees: the only package that knows Qt. Pages get what they need as arguments and write
through actions."""
