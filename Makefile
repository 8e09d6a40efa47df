# Thin over ./dev, which says what each does: ./dev help
.PHONY: help demo cluster test test-services livecheck livecheck-services check words pictures lock

help:
	@./dev help

demo:
	@./dev demo

cluster:
	@./dev cluster

test:
	@./dev test

test-services:
	@./dev test-services

livecheck:
	@./dev livecheck

livecheck-services:
	@./dev livecheck-services

check:
	@./dev check

words:
	@./dev words

pictures:
	@./dev pictures

lock:
	@./dev lock
