"""Paper: values in, PDF bytes out. The only user of reportlab; knows neither the database nor Qt nor the clock."""
