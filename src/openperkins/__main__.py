"""`python -m openperkins` is the command line."""

from openperkins.cli import main

main()
