# Certificates as Open Badges.
