"""Tables of workbooks and of delimited text, before anyone knows what they hold."""
