"""An engine for ``--executor dask_engine:local``: Dask's own cluster on this machine."""


def local():
    from dask.distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0")
    return Client(cluster).get_executor()


def threads():
    """Several threads a process, as Dask divides the processors by itself."""
    from dask.distributed import Client

    return Client(n_workers=1, threads_per_worker=2, dashboard_address=":0").get_executor()
