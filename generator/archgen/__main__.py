"""`python -m archgen`."""

from archgen.cli.app import main

main()
