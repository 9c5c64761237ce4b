"""Methods over one series of numbers: trend, change, outlier, forecast. They know numbers only, not the company."""
