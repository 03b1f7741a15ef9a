"""What is sent out: one package for each prefecture, with its letter and the draft of an e-mail."""
