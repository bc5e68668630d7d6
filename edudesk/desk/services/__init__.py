"""The services of each feature, each made when it is first asked for: no start needs them all."""
