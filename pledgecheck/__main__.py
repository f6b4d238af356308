"""python -m pledgecheck"""

from pledgecheck.cli.main import main

main()
