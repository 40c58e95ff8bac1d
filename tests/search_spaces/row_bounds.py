"""Errors that the stages of a reduction leave, which the tests of all rows and those of the exponential families share."""

from search_spaces.slots import Reduction

MOST = 2.5
# fmt: off
BOUNDS = {
    # max ulp with exact cores; a core that is off adds to it
    "exponent_split_round": 0.51, "exponent_split_magic": 0.51, "exponent_split_clamped": 0.51,
    "exp_clamped": 0.76,          "exp_clamped_one_step": 4.0,
    "expm1_compensated": 0.80,    "expm1_plain": 1.45,
    "cosh_parts": 1.20,           "cosh_parts_compensated": 0.90,  "cosh_reciprocal": 1.25,
    "cosh_fused": 0.88,           "sinh_fused": 0.94,
    "sinh_compensated": 1.00,     "sinh_plain": 2.20,
    "tanh_compensated": 0.80,     "tanh_quotient": 2.50,
    "logistic_quotient": 1.65,    "logistic_corrected": 1.00,
    "silu_quotient": 1.75,        "silu_corrected": 1.20,
    "silu_mended": 1.25,
    "gelu_tanh_quotient": 1.80,   "gelu_tanh_corrected": 1.20,
    "logistic_fast": 5.0,         "silu_fast": 6.0,                "gelu_tanh_fast": 100.0,
    "softplus_series": 1.55,      "softplus_series_compensated": 1.15,
    "mish_quotient": 2.50,        "mish_corrected": 1.70,
    "erfc_one_piece": 3.0,
    "gelu_one_piece": 3.5,
    "lgamma_reflected_short": 16.0,
    "tan_quarter_turns_short": 4.0,
    "tanh_poles": 4.0,            "erf_pade": 4.0,
    "atan_reciprocal_lean": 1.60, "rsqrt_start_lean": 1.10,        "gelu_tanh_lean": 3.0,
}
# fmt: on


def most_ulp(row: Reduction) -> float:
    """Ulp that the kernel of a row with exact cores is off at most: twice the bound that a good kernel is wanted for, if no less is known."""
    return BOUNDS.get(row.name, MOST)
