"""The dataset of one edition: the contract of its tables, their strict reading, and the frozen records."""
