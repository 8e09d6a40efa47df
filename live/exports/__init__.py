"""Downloads: each activity's tables as CSV, XLSX and JSON, and its entries as they stand in the record."""
