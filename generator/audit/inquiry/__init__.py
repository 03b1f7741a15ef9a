"""疑義照会: questions about doubtful figures go out as a spreadsheet, the answers come back into corrections.yaml."""
