# The promised two days, and holidays.
