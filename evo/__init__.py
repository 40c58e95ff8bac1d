"""The search: islands of ageing populations, an archive, and the dataflow over them."""
