"""What a development plan is made of."""
