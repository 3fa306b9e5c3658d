# Deciding certificate requests.
