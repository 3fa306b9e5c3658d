# The file of a certificate and its signature.
