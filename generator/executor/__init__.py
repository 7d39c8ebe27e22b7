"""Where the work of a step is done: here, in forks of this process, or on a dask cluster."""
