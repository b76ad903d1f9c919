"""Batch runs: many articles by several processes into one output, and on after an interruption.

Inputs become tasks, tasks become blocks, a worker makes a part of each block, and the parts become the output:

| module | does |
| --- | --- |
| `plan` | what is to be done: the plan, and the blocks |
| `work` | reads one block and makes its part; the same code wherever it runs |
| `local` | runs blocks in this process or in worker processes |
| `cluster` | runs blocks on a Dask cluster |
| `staging` | keeps the finished parts beside the output: their presence is the journal |
| `run` | one batch from its inputs to its output |
| `progress` | what a person sees of it |
| `duplicates` | which articles tell the same story |
| `writers` | the output's formats |
"""
