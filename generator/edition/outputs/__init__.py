"""The files made of each brief: PDF, data, workbook, web page, digest, and the index of all."""
