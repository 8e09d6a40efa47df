"""`manage.py livecheck`: what Plenaria promises while things break, tried on real servers."""
