"""What of the development plan is data: the schemes it is scored by, as shipped and as a school changes them."""
