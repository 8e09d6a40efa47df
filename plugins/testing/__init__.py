"""The suite every format has to pass; `plugins/README.md` says how to run it for your own."""
