"""Times of kernels beside what they stand against, in turn; models of cost without a clock."""
