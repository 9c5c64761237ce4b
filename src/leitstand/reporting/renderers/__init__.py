"""Make files of reports: PDF, slides, workbook, mail."""
