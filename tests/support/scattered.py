"""An engine as a cluster has it: Dask's scheduler, and two workers that were started in folders of their own."""

import os
import subprocess
import sys
from pathlib import Path

WORKERS = ("left", "right")


def start(folder):
    """Starts a scheduler and two workers, each in a folder of its own; returns the processes."""
    file = ("--scheduler-file", folder / "scheduler.json")
    processes = [_process(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *file)]
    for name in WORKERS:
        (folder / name).mkdir()
        processes.append(_process(folder / name, "worker", "--nthreads", "2", "--no-dashboard", *file))
    return processes


def _process(folder, kind, *options):
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, options)]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cluster():
    """Joins the cluster whose scheduler's file the environment names, as a recipe does with any Client."""
    from dask.distributed import Client

    client = Client(scheduler_file=os.environ["SCATTERED"])
    client.wait_for_workers(len(WORKERS), timeout=120)
    return client.get_executor()


def folders(folder):
    return [Path(folder) / name for name in WORKERS]
