# Thin over ./dev, which says what each does: ./dev help
.PHONY: help demo test test-services check words lock

help demo test test-services check words lock:
	@./dev $@
