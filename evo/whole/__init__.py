"""Whole kernels: the search over programs of 32-bit words from x alone, with nothing given.

A program reads words as floats or integers as its operations want (search_spaces/whole/word_ops.py). Two populations feed each other:

1. **Programs**, a niche an operation count. A child is a parent varied once or more (operations and operands changed,
   inserted, bypassed; programs composed or joined; a sum or product made an fma), then its constants move by +-2**k words
   on the exact error in float32. Crude programs are told apart by their mean distance on the line of floats.
2. **Prologues**, a niche a cost and kind of head. A prologue is not judged by its last value but by its best head: s p(r),
   p(r) + c s, words as a line in r, s p(r) / q(r), or one of these with the sign of a value, or with its integer added to the
   word, where r and s are any of its values read as floats or as integers, by least squares
   (evaluators/compiled/whole/word_heads.py). Its error is the geometric mean of largest, root mean square and mean error:
   a few inputs that fail, at the ends of a domain most often, do not hide that the rest is good. A prologue that is kept
   has its heads of degree 0 to 6 expanded into programs, raw and mapped to [-1, 1], which are refitted and join the programs; good
   programs and their beginnings are parents of prologues.

What else matters:

- **Divisions** (divisions.py): 1 / x in words, found by a small search of the same kind where no operation divides. Rational
  heads become programs with them.
- **Found kernels** (evo/compiled/whole/found_kernels.py) are operations of prologues and programs, inlined where they run.
- **Crude programs** (crude.py): words of |f|**a |x|**b as a line in the words of x or |x|. With products of their values
  they lead to heads that f itself does not show.
- **A curriculum** (WholeProblem.stage): a young island sees inputs near 0 first, and every three epochs twice as far. A
  period that is 15 % wrong is of use on two periods and of none on thirty.
- **Deletion with far restarts**: an operation of one of the best programs goes, often another becomes an fma (where a scale
  goes, the product before it: `absorb` of whole_vary.py), and Gauss-Newton starts from many far sets of constants. Steps
  are counted in words, for floats and integers alike.
- **Parents from the front**: half of all parents are from niches that are better than all smaller ones.
- **Counter-examples**: after each epoch the best programs run on 65,000 inputs, others every GENERATION epochs; where they
  fail worst joins the sample, as do the ends of the domain. No error in the archive ever falls by new inputs.
- **Specialists** for exact targets: programs that are right on one of sixteen stretches of the line are parents too.
- **Lives** (lives.py): an island is alone for a while, then takes migrants and what its archive holds. Once the archive has not
  got better for IDLE epochs, the island begins again from y = x, with chances drawn anew. Lives are of the lengths of Luby's
  schedule, for the time to the first success varies by orders of magnitude with the seed.
- **Round constants** (whole_constants.py): a move may round a word, a float to a power of two in the end. Prologues that are kept
  have their constants moved on the error of their head (prologue_constants.py): a factor that is wrong by 1e-4 hides a good mask.
- **One place for programs alike** (whole_store.py): of two programs of a niche whose errors differ by less than 1e-3 of them, the
  better one stays. Variants of one program do not fill a niche.

An epoch is a function of problem, state, migrants and three integers (epoch.py); evaluations are its clock. task.py
makes it a task of a campaign (evo/campaign.py) like any other.
"""
