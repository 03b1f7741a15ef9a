"""What a recipient checks files with who has none of our tools: a list of sums and a page that works them out."""
