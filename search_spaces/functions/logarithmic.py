"""Logarithms, powers and inverse hyperbolic functions."""

from search_spaces.functions.row import AT_LOG, AT_NAN, NO_PARITY, RELATIVE, Target

# fmt: off
ROWS = (
    Target(
        name="log2",
        reference=lambda mp, x: mp.log(x, 2),
        derivative="0x1.71547652b82fep+0 / x",  # 1 / ln 2
        real_domain=(1.0, 2.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *AT_LOG, ("0x1.0p+1", "0x1.0p+0"), ("0x1.0p-1", "-0x1.0p+0"), ("0x1.0p+127", "0x1.fcp+6"),
                  ("0x1.0p-126", "-0x1.f8p+6")),
        monotone=True, timing_domain=(2.0**-10, 2.0**10), stock="jax.numpy.log2", c_name="log2f", numpy_name="log2",
        citation="DLMF 4.2; C17 7.12.6.10 and F.10.3.10",
    ),
    Target(
        name="log",
        reference=lambda mp, x: mp.log(x),
        derivative="0x1.0p+0 / x",
        real_domain=(0.5, 1.0), error=RELATIVE, parity=NO_PARITY,
        specials=(*AT_NAN, *AT_LOG),
        monotone=True, timing_domain=(2.0**-10, 2.0**10), stock="jax.numpy.log", c_name="logf", numpy_name="log",
        citation="DLMF 4.2; C17 7.12.6.7 and F.10.3.7",
    ),
)
# fmt: on
