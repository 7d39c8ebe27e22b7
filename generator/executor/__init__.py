"""Where the work of a step is done: here, in threads or processes of this machine, or on a dask cluster."""
