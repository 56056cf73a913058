"""`python -m passerelle.cli` is the `passerelle` command."""

from passerelle.cli import main

main(prog_name="passerelle")
