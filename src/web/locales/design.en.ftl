# How certificates look.
