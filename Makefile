# Thin over ./dev, which says what each does: ./dev help
.PHONY: help demo test test-services check words pictures lock

help:
	@./dev help

demo:
	@./dev demo

test:
	@./dev test

test-services:
	@./dev test-services

check:
	@./dev check

words:
	@./dev words

pictures:
	@./dev pictures

lock:
	@./dev lock
