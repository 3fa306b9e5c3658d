# The queue of certificate requests.
