"""Many scenarios at once, on one machine or a cluster: ``run.py`` is the job, ``one.py`` what is done for each."""
