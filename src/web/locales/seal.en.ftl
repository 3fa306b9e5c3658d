# The file of a certificate and its signature.

seal-not-yet = The certificate’s file cannot be signed just now. The certificate itself counts and can be verified. It will be signed by itself; please come back later to print it.
act-certificate-sealed = Made a certificate’s file
