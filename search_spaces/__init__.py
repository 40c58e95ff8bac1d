"""What may be searched: targets, operations, programs, reductions. Mathematics and data, nothing that runs fast."""
