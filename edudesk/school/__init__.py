"""The school itself: who it is and which school year it lives in."""
