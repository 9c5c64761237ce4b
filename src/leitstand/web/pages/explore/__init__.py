"""Any metric by up to three dimensions, as chart, table and pivot; kept views and dashboards."""
