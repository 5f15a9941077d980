"""`python -m archgen`."""

from archgen.cli.start import main

main()
