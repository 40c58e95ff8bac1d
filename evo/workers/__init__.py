"""Workers, on which epochs run: threads of this process or tasks of a Ray cluster, behind one protocol. The only place that imports ray."""
