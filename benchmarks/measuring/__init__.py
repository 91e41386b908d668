"""What `benchmarks/run.py` measures and how: data kept between runs, fresh processes, one function per figure."""
