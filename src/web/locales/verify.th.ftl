# Verifying, revoking and reissuing certificates.
