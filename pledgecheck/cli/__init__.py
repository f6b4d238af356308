"""The command line. No judgement here: each command builds a configuration, calls one public function and
hands the result to a reporter."""
